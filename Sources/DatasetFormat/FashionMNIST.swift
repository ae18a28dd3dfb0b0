/// The ten classes of Fashion-MNIST in the order of their labels.
public let fashionMNISTClassNames = [
  "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
]

/// The spellings of Fashion-MNIST's class names.
package enum FashionMNISTName {
  /// Returns the label of the class that a name spells: `T-Shirt`, `tshirt_top`, `Trousers`, `Ankle-boots`, or
  /// `3_Dress` with the class's own number in front; nil for other names.
  package static func label(of name: String) -> Int? {
    var letters = ""
    var digits = ""
    for character in name.lowercased() where character.isLetter || character.isNumber {
      guard let byte = character.asciiValue else { return nil }
      if character.isLetter {
        letters.unicodeScalars.append(Unicode.Scalar(byte))
      } else if letters.isEmpty {
        digits.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        return nil
      }
    }
    guard let label = spellings.firstIndex(where: { $0.contains(letters) }) else { return nil }
    // Another number in front would contradict the label.
    return digits.isEmpty || Int(digits) == label ? label : nil
  }

  /// The letters of each class's spellings, in the order of the labels.
  private static let spellings: [Set<String>] = [
    [
      "tshirttop", "tshirttops", "tshirtstops", "tshirtstop", "tshirtandtop", "tshirtsandtops", "tshirtortop",
      "tshirt", "tshirts", "teeshirt", "teeshirts", "tee", "tees",
    ],
    ["trouser", "trousers"], ["pullover", "pullovers"], ["dress", "dresses"], ["coat", "coats"],
    ["sandal", "sandals"], ["shirt", "shirts"], ["sneaker", "sneakers"], ["bag", "bags"],
    ["ankleboot", "ankleboots"],
  ]
}
