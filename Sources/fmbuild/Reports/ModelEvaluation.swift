internal import DatasetBuilding
internal import DatasetReading
internal import Reporting
internal import Training

/// What a model says of a dataset's items.
struct ModelEvaluation {
  let model: DatasetModel
  /// On the test items.
  let scores: Scores
  /// What `train` wrote of the model's training, if it did.
  let training: TrainingDocument?
  private let data: TrainingData
  /// Of the test items, in the order of the dataset's labels.
  private let testProbabilities: [Float]
  private let threadCount: Int

  /// - Throws: `TrainingError` if there is no model, or it was made for other images or classes.
  init(model path: String, on dataset: Dataset, threadCount: Int) async throws {
    model = try DatasetModel(path, for: dataset)
    data = try TrainingData(dataset)
    self.threadCount = threadCount
    testProbabilities = try await model.probabilities(of: data.test, threadCount: threadCount)
    scores = Scores(
      try ConfusionMatrix(
        given: data.test.labels, probabilities: testProbabilities, classCount: data.test.classCount))
    let training: TrainingDocument? = model.folder.training.flatMap { try? $0.decoded() }
    self.training = training
    if training?.dataSHA256 == (try data.sha256()) {
      mirrored = nil
    } else if model.folder.model.model.averagesMirrored {
      // It says the same of an image and of its mirror image.
      mirrored = scores
    } else {
      mirrored = Scores(
        try ConfusionMatrix(
          given: data.test.labels,
          probabilities: try await model.probabilities(of: data.test.mirrored(), threadCount: threadCount),
          classCount: data.test.classCount))
    }
  }

  /// On the mirror images of the test items, if the model was trained on other files: classes that look the other way here are
  /// better known so.
  let mirrored: Scores?

  /// Whether the model was trained on these very files: then what was said of it holds.
  var isOfThisDataset: Bool { mirrored == nil }

  /// The test items that the model gets wrong, the largest loss first.
  var mistakes: [ItemPosition] {
    let wrong = data.test.labels.indices.filter { !testPrediction($0).isRight }
    let losses = Dictionary(uniqueKeysWithValues: wrong.map { ($0, testPrediction($0).loss) })
    return wrong.sorted { (losses[$1] ?? 0, $0) < (losses[$0] ?? 0, $1) }.map { ItemPosition(.t10k, $0) }
  }

  /// Test items whose label the model, which was not trained with them, contradicts.
  func suspects() throws -> [LabelSuspects.Suspect] {
    try LabelSuspects(
      labels: data.test.labels, probabilities: testProbabilities, classCount: data.test.classCount
    ).ranked.filter(\.isCandidate)
  }

  /// What the model says of some items, in their order.
  func predictions(of positions: [ItemPosition]) async throws -> [Gallery.Prediction] {
    let train = positions.filter { $0.split == .train }.map(\.index)
    let probabilities = try await model.probabilities(
      of: data.train.subset(train), threadCount: threadCount)
    let classCount = data.train.classCount
    var next = 0
    return positions.map { position in
      guard position.split == .train else { return testPrediction(position.index) }
      defer { next += 1 }
      return Self.prediction(
        Array(probabilities[(next * classCount)..<((next + 1) * classCount)]),
        given: Int(data.train.labels[position.index]))
    }
  }

  private func testPrediction(_ index: Int) -> Gallery.Prediction {
    let classCount = data.test.classCount
    return Self.prediction(
      Array(testProbabilities[(index * classCount)..<((index + 1) * classCount)]),
      given: Int(data.test.labels[index]))
  }

  private static func prediction(_ probabilities: [Float], given: Int) -> Gallery.Prediction {
    // Below what a float of a softmax can tell from 0.
    let loss = -max(1e-7, Double(probabilities[given])).naturalLogarithm
    return Gallery.Prediction(probabilities: probabilities, given: given, loss: max(0, loss))
  }
}
