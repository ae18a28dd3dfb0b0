internal import Configuration
internal import DatasetBuilding
internal import DatasetReading
internal import IDX
internal import Training

/// `suspects.csv`: every training item, the most doubtful label first.
enum SuspectFile {
  static let headings = ["split", "index", "source", "given", "likely", "score", "candidate"]

  static func write(_ suspects: LabelSuspects, _ data: TrainingData, to path: String) throws(IDXError) {
    var text = CSV.line(headings)
    for suspect in suspects.ranked {
      text += CSV.line([
        "train", "\(suspect.index)", data.source(ofTrainingItem: suspect.index) ?? "",
        data.classNames[suspect.given],
        data.classNames[suspect.likely], decimal(suspect.score, 6), suspect.isCandidate ? "yes" : "no",
      ])
    }
    try OutputFile.write([Array(text.utf8)], to: path)
  }

  /// A label that is doubted.
  struct Row {
    let position: ItemPosition
    /// The label that it may really have.
    let likely: Int
    /// The lower, the more doubtful.
    let score: Double
    let isCandidate: Bool
  }

  /// The rows of a file that `write` wrote, in their order.
  ///
  /// - Throws: `DatasetError` or `ConfigurationError` if the file cannot be read, is no such table, or speaks of another
  ///   dataset.
  static func read(_ path: String, of dataset: Dataset) throws -> [Row] {
    let lines = try CSV.rows(parsing: TextFile.contents(path), file: path)
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
      guard let split = Split(rawValue: field(split)), let index = Int(field(index)),
        let score = Double(field(score))
      else {
        throw DatasetError(
          .invalidInput,
          "\(path):\(line.line): a split, an index or a score is not what it should be; write the file again with 'fmbuild train --suspects'"
        )
      }
      let position = ItemPosition(split, index)
      let label = dataset.label(of: position)
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
