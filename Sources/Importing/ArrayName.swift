internal import DatasetFormat

/// What the name of an array says: images or labels, and of which split. Such as `x_train`, `val_labels`,
/// `kmnist-test-imgs` or `Y`.
struct ArrayName: Hashable {
  let content: IDXFileName.Content
  /// The split; nil if the name says none.
  let split: Split?

  /// Makes the name of a text; nil if it says neither images nor labels, or both, or two splits.
  init?(_ text: String) {
    var contents: Set<IDXFileName.Content> = []
    var splits: Set<Split> = []
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init) {
      if let content = Self.content(of: word) {
        contents.insert(content)
      } else if let split = Split(named: word) {
        splits.insert(split)
      } else if let first = word.first, let content = Self.content(of: String(first)),
        let split = Split(named: String(word.dropFirst()))
      {
        // As in `xtrain`.
        contents.insert(content)
        splits.insert(split)
      } else if let last = word.last, let content = Self.content(of: String(last)),
        let split = Split(named: String(word.dropLast()))
      {
        // As in `trainX`.
        contents.insert(content)
        splits.insert(split)
      }
    }
    guard contents.count == 1, splits.count < 2, let content = contents.first else { return nil }
    self.content = content
    split = splits.first
  }

  private static func content(of word: String) -> IDXFileName.Content? {
    switch word {
    case "x", "image", "images", "img", "imgs", "data", "pixels": .images
    case "y", "label", "labels", "target", "targets": .labels
    default: nil
    }
  }

  /// The names that messages list as known.
  static let knownNames =
    "x_train, y_train, x_test, y_test, train_images, train_labels, and so on with val; or arr_0 in files such as "
    + "kmnist-train-imgs.npz"
}
