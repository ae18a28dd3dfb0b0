internal import DatasetFormat
internal import Wording

extension ClassMap {
  /// Returns the classes with further ones behind them for the labels that belong to none, in the order of their names.
  ///
  /// Labels that are numbers have their own: `12` is class 12. Classes of a file take no others: whoever lists classes
  /// wants no others.
  ///
  /// - Throws: `DatasetError` if a label is no number among numbers, or there would be more than 256 classes.
  func completed(by labels: Set<String>) throws(DatasetError) -> ClassMap {
    guard takesNewLabels, origin != .file else { return self }
    let unknown = Set(labels.map(composed)).filter { number(of: $0) == nil }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var list = recipe.list
    var newOrigin = origin
    switch origin {
    case .numeric: try Self.add(unknown, toNumbers: &list)
    case .fashionMNIST:
      for label in labels.map(composed).sorted() {
        guard let number = number(of: label), !list[number].sources.contains(label) else { continue }
        list[number].sources.append(label)
      }
      guard !unknown.isEmpty else { break }
      // They are Fashion-MNIST's no more: from here on, the spellings that are written down count.
      newOrigin = .sorted
      list += unknown.map { Recipe.Classes.Entry(name: $0, sources: [$0]) }
    case .sorted, .file:
      for label in unknown {
        if let number = Self.emptyClass(of: label, in: list) {
          list[number].sources.append(label)
        } else {
          list.append(Recipe.Classes.Entry(name: label, sources: [label]))
        }
      }
    }
    return try ClassMap(Recipe.Classes(origin: newOrigin, list: list))
  }

  /// Returns the class without photos, such as one of Fashion-MNIST's, that a label names; nil if there is none.
  private static func emptyClass(of label: String, in list: [Recipe.Classes.Entry]) -> Int? {
    list.indices.first { number in
      guard list[number].sources.isEmpty else { return false }
      return list[number].name == label
        || FashionMNISTName.label(of: label) == FashionMNISTName.label(of: list[number].name)
          && FashionMNISTName.label(of: label) != nil
    }
  }

  private static func add(_ labels: [String], toNumbers list: inout [Recipe.Classes.Entry])
    throws(DatasetError)
  {
    for label in labels {
      guard let value = value(of: label), value < maximumCount else {
        throw DatasetError(
          .invalidInput,
          "the label '\(label)' is no number from 0 to \(maximumCount - 1), and those of the base are; give it a number, "
            + "or convert without --base")
      }
      while list.count <= value { list.append(Recipe.Classes.Entry(name: "\(list.count)", sources: [])) }
      guard list[value].sources.isEmpty else {
        throw DatasetError(
          .invalidInput,
          "the label '\(label)' is the number of the label '\(list[value].sources[0])' in other digits; give it one name"
        )
      }
      list[value].sources = [label]
    }
  }
}
