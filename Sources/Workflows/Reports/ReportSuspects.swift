internal import DatasetFormat
internal import Training
internal import Wording

/// The doubtful labels for a report: those of a file, or those of the test images that a model contradicts.
struct ReportSuspects {
  /// The origin of the doubts in words.
  let origin: String
  /// The images in descending order of doubt, with the likely label and the score.
  let examples: [(position: ExamplePosition, likely: Int, score: Double)]

  /// - Parameter file: the path of a file that `train --suspects` wrote; nil to use the model.
  /// - Throws: `FileSystemError` or `DatasetError` if the file cannot be read or belongs to another dataset.
  /// - Returns: nil if no label is doubtful.
  init?(file: String?, _ evaluation: ModelEvaluation?, of dataset: Dataset) throws {
    if let file {
      let shown = SuspectFile.shown(try SuspectFile.read(file, of: dataset))
      origin =
        "Training images whose label networks contradict that were trained without them, the most doubtful first (\(file))."
      examples = shown.map { ($0.position, $0.likely, $0.score) }
    } else {
      origin =
        "Test images whose label the model contradicts, which was not trained with them, the most doubtful first.\(Self.caution(evaluation)) For the training images: fmbuild train --suspects."
      examples =
        try evaluation?.suspects().map { (ExamplePosition(.test, $0.index), $0.likely, $0.score) } ?? []
    }
    if examples.isEmpty { return nil }
  }

  /// A sentence for models that are wrong so often that most of what they contradict is right.
  private static func caution(_ evaluation: ModelEvaluation?) -> String {
    guard let accuracy = evaluation?.scores.accuracy.value, accuracy < 0.7 else { return "" }
    return " The model is right for only \(percent(accuracy)) of them, so most of these labels are right."
  }
}
