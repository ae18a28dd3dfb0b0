package import Training

/// The scores of simple methods on the same files, to compare a network's scores with.
package struct Baselines: Sendable {
  package let majority: Scores
  package let softmax: Scores
  package let nearestNeighbours: Scores
  package let onePixelMedian: Double?

  /// - Parameter report: called with the name of each slow method before it runs.
  package init(_ data: TrainingData, seed: UInt64, threadCount: Int, report: @Sendable (String) -> Void)
    async throws
  {
    majority = try Self.majority(data)
    report("softmax")
    softmax = try await Self.softmax(data, seed: seed, threadCount: threadCount)
    report("5 nearest neighbours")
    nearestNeighbours = try await Self.nearestNeighbours(data, threadCount: threadCount)
    onePixelMedian = try await data.onePixelMedian()
  }

  package static func majority(_ data: TrainingData) throws -> Scores {
    let baseline = try MajorityBaseline(labels: data.train.labels)
    return try scores(data, baseline.predict(count: data.test.count))
  }

  package static func nearestNeighbours(_ data: TrainingData, threadCount: Int) async throws -> Scores {
    try scores(
      data, try await NearestNeighbours().predict(data.test, from: data.train, threadCount: threadCount))
  }

  private static func softmax(_ data: TrainingData, seed: UInt64, threadCount: Int) async throws -> Scores {
    var recipe = ModelCatalogue.softmax.recipe
    recipe.seed = seed
    recipe.threadCount = threadCount
    let model = ModelCatalogue.softmax.model(classCount: data.train.classCount)
    let trained = try await Trainer(model, recipe).train(data.train)
    // An interrupted training is no baseline.
    guard !trained.wasInterrupted else { throw CancellationError() }
    return try await trained.model.scores(on: data.test, threadCount: threadCount)
  }

  private static func scores(_ data: TrainingData, _ predicted: [UInt8]) throws -> Scores {
    Scores(
      try ConfusionMatrix(given: data.test.labels, predicted: predicted, classCount: data.test.classCount))
  }
}
