internal import Configuration
internal import DatasetFormat
internal import Wording

/// The images with the most doubtful labels, from a file that `fmbuild train --suspects` wrote.
package enum SuspectImages {
  /// Returns the images; nil if no row of the file passes the filter.
  ///
  /// - Throws: `FileSystemError` if the file cannot be read, `DatasetError` if it is no such table or belongs to
  ///   another dataset.
  package static func group(_ file: String, _ filter: SheetFilter) throws -> SheetImages? {
    let dataset = filter.dataset
    let rows = try SuspectFile.read(file, of: dataset).filter { filter.keeps($0.position) }
    let candidateCount = rows.count(where: \.isCandidate)
    let examples = rows.prefix(filter.count).map { row in
      let given = dataset.className(dataset.label(of: row.position))
      return SheetImages.Example(
        position: row.position,
        captions: ["\(given) → \(dataset.className(row.likely))", "\(row.position)", decimal(row.score, 4)])
    }
    guard !examples.isEmpty else { return nil }
    return SheetImages(
      heading:
        "\(file): the \(grouped(examples.count)) most doubtful labels, given → likely, with the score of the given one; "
        + "\(counted(candidateCount, "candidate")) in all",
      examples: examples)
  }
}
