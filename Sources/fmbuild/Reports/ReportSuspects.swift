internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// Labels to doubt, for a report: those of a file, or what a model says of the test items.
struct ReportSuspects {
  /// Who doubts them, in words.
  let origin: String
  /// The most doubtful first, with the likely label and the score.
  let items: [(position: ItemPosition, likely: Int, score: Double)]

  private static let leastFileCount = 48

  /// - Parameter file: as `train --suspects` writes it.
  /// - Throws: `DatasetError` or `ConfigurationError` if the file cannot be read or is about another dataset.
  /// - Returns: nil if nobody doubts anything.
  init?(file: String?, _ evaluation: ModelEvaluation?, of dataset: Dataset) throws {
    if let file {
      let rows = try SuspectFile.read(file, of: dataset)
      // In the file's order, as far as confident learning speaks of wrong labels: some of the worst scores are no candidates.
      let shown = rows.prefix(max(Self.leastFileCount, rows.count(where: \.isCandidate)))
      origin =
        "Training items whose label networks contradict that were trained without them, the most doubtful first (\(file))."
      items = shown.map { ($0.position, $0.likely, $0.score) }
    } else {
      origin =
        "Test items whose label the model, which was not trained with them, contradicts, the most doubtful first. For the training items: fmbuild train --suspects."
      items = try evaluation?.suspects().map { (ItemPosition(.t10k, $0.index), $0.likely, $0.score) } ?? []
    }
    if items.isEmpty { return nil }
  }
}
