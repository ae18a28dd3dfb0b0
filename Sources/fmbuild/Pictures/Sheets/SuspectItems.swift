internal import Configuration
internal import DatasetBuilding
internal import DatasetReading

/// The most doubtful labels, as `fmbuild train --suspects` wrote them.
enum SuspectItems {
  /// - Throws: `DatasetError` if the file is no such table, or is about another dataset; `ConfigurationError` if it
  ///   cannot be read.
  static func group(_ file: String, _ filter: SheetFilter) throws -> SheetItems? {
    let dataset = filter.dataset
    let rows = try CSV.rows(parsing: try TextFile.contents(file), file: file)
    let headings = rows.first?.fields ?? []
    let names = ["split", "index", "given", "likely", "score", "candidate"]
    let columns = names.compactMap { headings.firstIndex(of: $0) }
    guard columns.count == names.count else {
      let missing = names.first { !headings.contains($0) } ?? ""
      throw DatasetError(
        .invalidInput,
        "\(file): the column '\(missing)' is missing; name a file that 'fmbuild train --suspects' wrote")
    }
    var items: [SheetItems.Item] = []
    var candidateCount = 0
    for row in rows.dropFirst() {
      let fields = columns.map { row.fields.indices.contains($0) ? row.fields[$0] : "" }
      guard let split = Split(rawValue: fields[0]), let index = Int(fields[1]) else {
        throw DatasetError(
          .invalidInput,
          "\(file):\(row.line): '\(fields[0])' and '\(fields[1])' are no split and index; write the file again with 'fmbuild train --suspects'"
        )
      }
      let position = ItemPosition(split, index)
      let label = dataset.label(of: position)
      guard label >= 0, dataset.className(label) == fields[2] else {
        let here = label < 0 ? "is not there" : "is '\(dataset.className(label))'"
        throw DatasetError(
          .invalidInput,
          "\(file):\(row.line): \(position) was '\(fields[2])' and \(here) in \(dataset.root); the file is about another dataset"
        )
      }
      guard filter.keeps(position) else { continue }
      if fields[5] == "yes" { candidateCount += 1 }
      guard items.count < filter.count else { continue }
      let score = Double(fields[4]).map { "score " + decimal($0, 3) } ?? fields[4]
      items.append(
        SheetItems.Item(position: position, captions: ["\(fields[2]) → \(fields[3])", "\(position)", score]))
    }
    guard !items.isEmpty else { return nil }
    return SheetItems(
      heading:
        "\(file): the \(grouped(items.count)) most doubtful labels, given → likely, with the score of the given one; "
        + "\(counted(candidateCount, "candidate")) in all",
      items: items)
  }
}
