internal import DatasetFormat
internal import Platform
internal import Reporting
internal import Training

/// The results of a trained model on a dataset's images.
struct ModelEvaluation {
  let model: DatasetModel
  /// The scores on the test images.
  let scores: Scores
  /// The record of the model's training; nil if the model's folder has none.
  let training: TrainingDocument?
  private let data: TrainingData
  /// The probabilities of the classes for each test image: images x classes, row-major, in the order of the dataset's
  /// labels.
  private let testProbabilities: [Float]
  private let threadCount: Int

  /// - Throws: `TrainingError` if there is no model, or the model was made for other images or classes; `DatasetError`
  ///   if a split is missing.
  init(model path: String, on dataset: Dataset, threadCount: Int) async throws {
    model = try DatasetModel(path, for: dataset)
    data = try TrainingData(dataset)
    self.threadCount = threadCount
    testProbabilities = try await model.probabilities(of: data.test, threadCount: threadCount)
    scores = try Scores(testProbabilities, of: data.test)
    let training = try TrainingDocument.recorded(in: model.folder, path: path)
    self.training = training
    if training?.dataSHA256 == (data.sha256()) {
      mirrored = nil
    } else if model.folder.model.model.averagesMirrored {
      // A model that averages mirrored images gives the same probabilities for an image and its mirror image.
      mirrored = scores
    } else {
      mirrored = try Scores(
        try await model.probabilities(of: data.test.mirrored(), threadCount: threadCount), of: data.test)
    }
  }

  /// The scores on the mirror images of the test images if the model was trained on other files, otherwise nil. Classes
  /// that point the other way in this dataset have better scores here than in `scores`.
  let mirrored: Scores?

  /// Whether the model was trained on this dataset's files, so that the record of its training applies to them.
  var isOfThisDataset: Bool { mirrored == nil }

  /// The positions of the test images that the model gets wrong, in descending order of the loss.
  var mistakes: [ExamplePosition] {
    let wrong = data.test.labels.indices.filter { !testPrediction($0).isRight }
    let losses = Dictionary(uniqueKeysWithValues: wrong.map { ($0, testPrediction($0).loss) })
    return wrong.sorted { (losses[$1] ?? 0, $0) < (losses[$0] ?? 0, $1) }.map { ExamplePosition(.test, $0) }
  }

  /// Returns how true the probabilities for the test images are.
  func reliability() throws -> Report.ReliabilityEntry {
    let (labels, classCount) = (data.test.labels, data.test.classCount)
    let calibration = model.folder.calibration
    return Report.ReliabilityEntry(
      try Reliability(testProbabilities, labels: labels, classCount: classCount), calibration: calibration,
      errorBefore: isOfThisDataset ? training?.calibration?.errorBefore : nil,
      surer: try (calibration ?? .none).surerPredictions(
        testProbabilities, labels: labels, classCount: classCount))
  }

  /// Returns the test images whose labels the model contradicts; the model was not trained with test images.
  func suspects() throws -> [LabelSuspects.Suspect] {
    try LabelSuspects(
      labels: data.test.labels, probabilities: testProbabilities, classCount: data.test.classCount
    ).ranked.filter(\.isCandidate)
  }

  /// Returns the model's predictions for some images, in the order of the positions.
  func predictions(of positions: [ExamplePosition]) async throws -> [Gallery.Prediction] {
    var predictions: [ExamplePosition: Gallery.Prediction] = [:]
    for (split, images) in [(Split.train, data.train as LabelledImages?), (.validation, data.validation)] {
      guard let images else { continue }
      let indices = positions.filter { $0.split == split }.map(\.index)
      let probabilities = try await model.probabilities(of: images.subset(indices), threadCount: threadCount)
      for (place, index) in indices.enumerated() {
        predictions[ExamplePosition(split, index)] = Self.prediction(
          Array(probabilities[(place * images.classCount)..<((place + 1) * images.classCount)]),
          given: Int(images.labels[index]))
      }
    }
    return positions.map { predictions[$0] ?? testPrediction($0.index) }
  }

  private func testPrediction(_ index: Int) -> Gallery.Prediction {
    let classCount = data.test.classCount
    return Self.prediction(
      Array(testProbabilities[(index * classCount)..<((index + 1) * classCount)]),
      given: Int(data.test.labels[index]))
  }

  private static func prediction(_ probabilities: [Float], given: Int) -> Gallery.Prediction {
    // A float cannot represent smaller results of a softmax reliably.
    let loss = -log(max(1e-7, Double(probabilities[given])))
    return Gallery.Prediction(probabilities: probabilities, given: given, loss: max(0, loss))
  }
}
