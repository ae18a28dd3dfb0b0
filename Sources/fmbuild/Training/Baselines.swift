internal import Training

/// What simple means reach on the same files, to put a network's figures beside.
struct Baselines: Sendable {
  let majority: Scores
  let softmax: Scores
  let nearestNeighbours: Scores
  let onePixelMedian: Double?

  /// - Parameter report: called with what is being done.
  init(_ data: TrainingData, seed: UInt64, threadCount: Int, report: @Sendable (String) -> Void) async throws
  {
    majority = try Self.majority(data)
    report("softmax")
    softmax = try await Self.softmax(data, seed: seed, threadCount: threadCount)
    report("5 nearest neighbours")
    nearestNeighbours = try await Self.nearestNeighbours(data, threadCount: threadCount)
    onePixelMedian = try await data.onePixelMedian()
  }

  static func majority(_ data: TrainingData) throws -> Scores {
    let baseline = try MajorityBaseline(labels: data.train.labels)
    return try scores(data, baseline.predict(count: data.test.count))
  }

  static func nearestNeighbours(_ data: TrainingData, threadCount: Int) async throws -> Scores {
    try scores(
      data, try await NearestNeighbours().predict(data.test, from: data.train, threadCount: threadCount))
  }

  private static func softmax(_ data: TrainingData, seed: UInt64, threadCount: Int) async throws -> Scores {
    var recipe = ModelCatalogue.softmax.recipe
    recipe.seed = seed
    recipe.threadCount = threadCount
    let model = ModelCatalogue.softmax.model(classCount: data.train.classCount)
    let trained = try await Trainer(model, recipe).train(data.train).model
    return try await trained.scores(on: data.test, threadCount: threadCount)
  }

  private static func scores(_ data: TrainingData, _ predicted: [UInt8]) throws -> Scores {
    Scores(
      try ConfusionMatrix(given: data.test.labels, predicted: predicted, classCount: data.test.classCount))
  }
}
