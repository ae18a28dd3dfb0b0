package import DatasetFormat
internal import FileSystem
package import Training
internal import Wording

/// The file `suspects.csv`: one row for each training image, in descending order of doubt about the label.
package enum SuspectFile {
  package static let headings = ["split", "index", "source", "given", "likely", "score", "candidate"]

  /// Returns the text of the file.
  package static func text(_ suspects: LabelSuspects, _ data: TrainingData) -> String {
    var text = CSV.line(headings)
    for suspect in suspects.ranked {
      text += CSV.line([
        "train", "\(suspect.index)", data.source(ofTrainingImage: suspect.index) ?? "",
        data.classNames[suspect.given],
        data.classNames[suspect.likely], decimal(suspect.score, 6), suspect.isCandidate ? "yes" : "no",
      ])
    }
    return text
  }

  /// A row of the file.
  package struct Row {
    package let position: ExamplePosition
    /// The label that the image may really have.
    package let likely: Int
    /// The score of the given label; a lower score is more doubtful.
    package let score: Double
    package let isCandidate: Bool
  }

  /// The number of rows that a page shows at least.
  private static let leastShownCount = 48

  /// Returns the first rows of a file, which a page shows: as many as there are candidates of confident learning, but at
  /// least 48. Some of the rows with the lowest scores are not candidates.
  package static func shown(_ rows: [Row]) -> ArraySlice<Row> {
    rows.prefix(max(leastShownCount, rows.count(where: \.isCandidate)))
  }

  /// Returns the rows of a file with the text that `text(_:_:)` returned, in the order of the file.
  ///
  /// - Throws: `FileSystemError` if the file cannot be read, `DatasetError` if it is no such table or belongs to
  ///   another dataset.
  package static func read(_ path: String, of dataset: Dataset) throws -> [Row] {
    let lines = try CSV.rows(
      parsing: WholeFile.text(path, maximumByteCount: WholeFile.largestTable), file: path)
    let columns = Dictionary(
      (lines.first?.fields ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func column(_ name: String) throws(DatasetError) -> Int {
      guard let column = columns[name] else {
        throw DatasetError(
          .invalidInput,
          "\(path): the column '\(name)' is missing; name a file that 'fmbuild train --suspects' wrote")
      }
      return column
    }
    let (split, index, given) = (try column("split"), try column("index"), try column("given"))
    let (likely, score, candidate) = (try column("likely"), try column("score"), try column("candidate"))
    let labels = Dictionary(
      (0..<dataset.classCount).map { (dataset.className($0), $0) }, uniquingKeysWith: { first, _ in first })
    return try lines.dropFirst().map { line throws(DatasetError) in
      func field(_ column: Int) -> String { line.fields.indices.contains(column) ? line.fields[column] : "" }
      guard let split = Split(recorded: field(split)), let index = Int(field(index)),
        let score = Double(field(score)), score.isFinite
      else {
        throw DatasetError(
          .invalidInput,
          "\(path):\(line.line): a split, an index or a score is not what it should be; write the file again with 'fmbuild train --suspects'"
        )
      }
      let position = ExamplePosition(split, index)
      let label = dataset.holds(position) ? dataset.label(of: position) : -1
      guard label >= 0, dataset.className(label) == field(given), let likely = labels[field(likely)] else {
        let here = label < 0 ? "is not there" : "is '\(dataset.className(label))'"
        throw DatasetError(
          .invalidInput,
          "\(path):\(line.line): \(position) was '\(field(given))', likely '\(field(likely))', and \(here) in \(dataset.root); the file is about another dataset"
        )
      }
      return Row(
        position: position, likely: likely, score: score,
        isCandidate: field(candidate) == "yes")
    }
  }
}
