internal import Configuration
internal import DatasetBuilding
internal import DatasetReading

/// The most doubtful labels, as `fmbuild train --suspects` wrote them.
enum SuspectItems {
  /// - Throws: `DatasetError` if the file is no such table, or is about another dataset; `ConfigurationError` if it
  ///   cannot be read.
  static func group(_ file: String, _ filter: SheetFilter) throws -> SheetItems? {
    let dataset = filter.dataset
    let rows = try SuspectFile.read(file, of: dataset).filter { filter.keeps($0.position) }
    let candidateCount = rows.count(where: \.isCandidate)
    let items = rows.prefix(filter.count).map { row in
      let given = dataset.className(dataset.label(of: row.position))
      return SheetItems.Item(
        position: row.position,
        captions: ["\(given) → \(dataset.className(row.likely))", "\(row.position)", decimal(row.score, 4)])
    }
    guard !items.isEmpty else { return nil }
    return SheetItems(
      heading:
        "\(file): the \(grouped(items.count)) most doubtful labels, given → likely, with the score of the given one; "
        + "\(counted(candidateCount, "candidate")) in all",
      items: items)
  }
}
