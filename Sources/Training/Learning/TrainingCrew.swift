/// The threads that share each batch, each with a network of its own.
final class TrainingCrew: @unchecked Sendable {
  let batchSize: Int
  let stepCount: Int
  let normalisation: Normalisation
  /// Of the last batch, summed over the threads in their order.
  var gradients: Tensor { networks[0].memory.gradients }

  private let networks: [Network]
  private let images: LabelledImages
  private let recipe: Recipe
  private let writer: BatchWriter
  private let statistics: Tensor

  /// By how much the statistics of one batch change the running ones.
  private static let statisticsShare: Float = 0.1

  init(_ model: ModelDescription, _ recipe: Recipe, _ images: LabelledImages, _ state: NetworkState)
    async throws
  {
    let threadCount = max(1, min(recipe.threadCount, recipe.batchSize, images.count))
    let share = max(1, min(recipe.batchSize, images.count) / threadCount)
    batchSize = share * threadCount
    stepCount = (images.count + batchSize - 1) / batchSize
    normalisation = Normalisation(of: images)
    writer = BatchWriter(images.shape, normalisation)
    var networks: [Network] = []
    for thread in 0..<threadCount {
      networks.append(
        try Network(
          model, input: images.shape, classCount: images.classCount, batchSize: share, state: state,
          random: SeededRandom(seed: recipe.seed, purpose: 2 + UInt64(thread))))
    }
    self.networks = networks
    self.images = images
    self.recipe = recipe
    statistics = state.statistics
  }

  /// Goes forward and backward over a batch.
  ///
  /// - Parameters:
  ///   - batch: `batchSize` images.
  ///   - step: tells the changes at random of one batch from those of others.
  func learn(_ batch: [Int], step: UInt64) async throws -> CrossEntropy.Result {
    let share = networks[0].batchSize
    let results = try await withThrowingTaskGroup(of: (Int, CrossEntropy.Result).self) { group in
      for (thread, network) in networks.enumerated() {
        let items = Array(batch[(thread * share)..<((thread + 1) * share)])
        group.addTask { (thread, try self.learn(items, firstItem: thread * share, network, step: step)) }
      }
      var results = [CrossEntropy.Result?](repeating: nil, count: networks.count)
      for try await (thread, result) in group { results[thread] = result }
      return results.compactMap { $0 }
    }
    for network in networks.dropFirst() {
      let (sum, other) = unsafe (gradients.pointer, network.memory.gradients.pointer)
      for index in 0..<gradients.count { unsafe sum[index] += other[index] }
    }
    updateStatistics()
    return results.reduce(into: CrossEntropy.Result()) {
      $0.loss += $1.loss
      $0.correctCount += $1.correctCount
    }
  }

  private func learn(_ items: [Int], firstItem: Int, _ network: Network, step: UInt64) throws(TrainingError)
    -> CrossEntropy.Result
  {
    for (place, item) in items.enumerated() {
      if recipe.augmentation.isNone {
        writer.write(item, of: images, to: place, of: network.input)
      } else {
        // By the place in the batch, so that the number of threads makes no difference.
        var random = SeededRandom(seed: recipe.seed ^ step, purpose: 1 << 20 + UInt64(firstItem + place))
        let change = recipe.augmentation.draw(images.shape, &random)
        writer.write(item, of: images, to: place, of: network.input, change)
      }
    }
    return try network.learn(
      labels: items.map { images.labels[$0] }, totalBatchSize: batchSize, smoothing: recipe.labelSmoothing)
  }

  /// Running means and variances move towards the mean of the threads' own.
  private func updateStatistics() {
    let share = Self.statisticsShare / Float(networks.count)
    for index in 0..<statistics.count {
      var value = unsafe statistics.pointer[index] * (1 - Self.statisticsShare)
      for network in networks { unsafe value += share * network.memory.batchStatistics.pointer[index] }
      unsafe statistics.pointer[index] = value
    }
  }
}
