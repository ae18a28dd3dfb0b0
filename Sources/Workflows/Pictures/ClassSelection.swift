package import DatasetFormat
internal import Wording

/// A selection of a dataset's classes by the user, by name or by label.
package struct ClassSelection {
  /// The labels in the order in which the user named them, each once; nil for all classes.
  package let labels: [Int]?

  /// - Parameter texts: the names or labels that the user wrote; empty for all classes.
  /// - Throws: `DatasetError` for a text that is no class, with a list of the classes.
  package init(_ texts: [String], in dataset: Dataset) throws(DatasetError) {
    var labels: [Int] = []
    for text in texts {
      let label = try Self.label(text, in: dataset)
      if !labels.contains(label) { labels.append(label) }
    }
    self.labels = texts.isEmpty ? nil : labels
  }

  package func contains(_ label: Int) -> Bool { labels?.contains(label) ?? true }

  /// Returns the label that a text means: an exact name, otherwise a name apart from spelling, otherwise a label. Names
  /// come before labels because class names may be numbers.
  private static func label(_ text: String, in dataset: Dataset) throws(DatasetError) -> Int {
    let names = (0..<dataset.classCount).map(dataset.className)
    if let label = names.firstIndex(of: text) { return label }
    let alike = names.indices.filter { Spelling.isSame(names[$0], text) }
    if alike.count == 1 { return alike[0] }
    if let number = Int(text), names.indices.contains(number) { return number }
    let list = names.enumerated().map { "\($0) \($1)" }
    let shown = list.count > 20 ? list.prefix(20) + ["…"] : list[...]
    throw DatasetError(
      .invalidInput,
      "\(dataset.root): there is no class '\(text)'\(Spelling.suggestion(for: text, among: names)); there are \(shown.joined(separator: ", "))"
    )
  }
}
