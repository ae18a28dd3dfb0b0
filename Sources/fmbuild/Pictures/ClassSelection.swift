internal import DatasetBuilding
internal import DatasetReading

/// The classes that a user names, by name or by number.
struct ClassSelection {
  /// In the order in which they were named, each once; nil for all.
  let labels: [Int]?

  /// - Parameter texts: what the user wrote; none for all classes.
  /// - Throws: `DatasetError` for what is no class, naming those there are.
  init(_ texts: [String], in dataset: Dataset) throws(DatasetError) {
    var labels: [Int] = []
    for text in texts {
      let label = try Self.label(text, in: dataset)
      if !labels.contains(label) { labels.append(label) }
    }
    self.labels = texts.isEmpty ? nil : labels
  }

  func contains(_ label: Int) -> Bool { labels?.contains(label) ?? true }

  /// A name as it stands, then without regard to case and punctuation, then a number: classes may be called by digits.
  private static func label(_ text: String, in dataset: Dataset) throws(DatasetError) -> Int {
    let names = (0..<dataset.classCount).map(dataset.className)
    if let label = names.firstIndex(of: text) { return label }
    let plain = simplified(text)
    let alike = names.indices.filter { !plain.isEmpty && simplified(names[$0]) == plain }
    if alike.count == 1 { return alike[0] }
    if let number = Int(text), names.indices.contains(number) { return number }
    let list = names.enumerated().map { "\($0) \($1)" }
    let shown = list.count > 20 ? list.prefix(20) + ["…"] : list[...]
    throw DatasetError(
      .invalidInput,
      "\(dataset.root): there is no class '\(text)'; there are \(shown.joined(separator: ", "))")
  }

  private static func simplified(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
