internal import DatasetBuilding
internal import DatasetReading
internal import Reporting
internal import Training

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#endif
internal import Foundation

/// What a model says of a dataset's items.
struct ModelEvaluation {
  let folder: ModelFolder
  /// As the user named it.
  let path: String
  /// On the test items.
  let scores: Scores
  /// What `train` wrote of the model's training, if it did.
  let training: TrainingDocument?
  private let data: TrainingData
  /// Of the test items, in the order of the dataset's labels.
  private let testProbabilities: [Float]
  /// For each of the dataset's labels the model's.
  private let modelLabels: [Int]
  private let threadCount: Int

  /// - Throws: `TrainingError` if there is no model, or it was made for other images or classes.
  init(model path: String, on dataset: Dataset, threadCount: Int) async throws {
    let folder = try ModelFolder(contentsOf: path)
    data = try TrainingData(dataset)
    self.folder = folder
    self.path = path
    self.threadCount = threadCount
    modelLabels = try Self.labels(of: folder, path: path, for: data)
    testProbabilities = Self.reordered(
      try await folder.model.probabilities(of: data.test, threadCount: threadCount), modelLabels)
    scores = Scores(
      try ConfusionMatrix(
        given: data.test.labels, probabilities: testProbabilities, classCount: data.test.classCount))
    training = folder.training.flatMap { try? $0.decoded() }
  }

  /// Whether the model was trained on these very files: then its test gave the same figures.
  var isOfThisDataset: Bool { training.map { $0.test.confusion == scores.confusion.counts } ?? false }

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
    let probabilities = Self.reordered(
      try await folder.model.probabilities(of: data.train.subset(train), threadCount: threadCount),
      modelLabels)
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
    let loss = -log(max(1e-7, Double(probabilities[given])))
    return Gallery.Prediction(probabilities: probabilities, given: given, loss: max(0, loss))
  }

  // MARK: - Labels

  /// The model's label of each of the dataset's classes: by name, spelling aside.
  private static func labels(of folder: ModelFolder, path: String, for data: TrainingData)
    throws(TrainingError) -> [Int]
  {
    let names = folder.classes.map(spelling)
    let labels = data.classNames.compactMap { name in names.firstIndex(of: spelling(name)) }
    guard labels.count == data.classNames.count, folder.classes.count == labels.count else {
      throw TrainingError(
        .invalidData,
        "\(path): the model knows the classes \(folder.classes.joined(separator: ", ")), and \(data.folder) has "
          + "\(data.classNames.joined(separator: ", ")); name a model trained on the same classes")
    }
    return labels
  }

  private static func reordered(_ probabilities: [Float], _ labels: [Int]) -> [Float] {
    guard labels != Array(labels.indices) else { return probabilities }
    let classCount = labels.count
    return stride(from: 0, to: probabilities.count, by: classCount).flatMap { start in
      labels.map { probabilities[start + $0] }
    }
  }
}
