/// Computes the gradients of batches on several threads, each with its own network for its share of the batch.
final class DataParallelTrainer: @unchecked Sendable {
  let batchSize: Int
  /// The number of batches in an epoch.
  let stepCount: Int
  let normalisation: Normalisation
  /// The gradients of the last batch, summed over the threads in their order.
  var gradients: Tensor { networks[0].memory.gradients }

  private let networks: [Network]
  private let images: LabelledImages
  private let recipe: TrainingRecipe
  private let writer: BatchWriter
  private let statistics: Tensor

  /// The weight of the statistics of one batch in the running statistics.
  private static let statisticsShare: Float = 0.1

  /// - Throws: `TrainingError` if the model does not fit the images, or oneDNN cannot make a layer.
  init(
    _ model: ModelDescription, _ recipe: TrainingRecipe, _ images: LabelledImages, _ state: NetworkState
  ) throws(TrainingError) {
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
          random: SeededRandom(seed: recipe.seed, purpose: .dropout(thread: thread))))
    }
    self.networks = networks
    self.images = images
    self.recipe = recipe
    statistics = state.statistics
  }

  /// Computes the gradients of a batch and updates the running statistics.
  ///
  /// - Parameters:
  ///   - batch: the indices of `batchSize` images.
  ///   - step: the number of the batch in the whole training, from which its augmentation is derived.
  func learn(_ batch: [Int], step: UInt64) async throws -> CrossEntropy.Result {
    let share = networks[0].batchSize
    let results = try await withThrowingTaskGroup(of: (Int, CrossEntropy.Result).self) { group in
      for (thread, network) in networks.enumerated() {
        let places = (thread * share)..<((thread + 1) * share)
        group.addTask { (thread, try self.learn(batch[places], network, step: step)) }
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

  /// Computes the gradients of one thread's share of a batch.
  private func learn(_ batch: ArraySlice<Int>, _ network: Network, step: UInt64) throws(TrainingError)
    -> CrossEntropy.Result
  {
    for (place, index) in zip(batch.indices, batch) {
      let placeInShare = place - batch.startIndex
      if recipe.augmentation.isNone {
        writer.write(index, of: images, to: placeInShare, of: network.input)
      } else {
        // The change is drawn by the position in the whole batch, not by the thread.
        var random = SeededRandom(seed: recipe.seed, purpose: .augmentation(step: step, place: place))
        let change = recipe.augmentation.draw(images.shape, &random)
        writer.write(index, of: images, to: placeInShare, of: network.input, change)
      }
    }
    return try network.learn(
      labels: batch.map { images.labels[$0] }, totalBatchSize: batchSize, smoothing: recipe.labelSmoothing)
  }

  /// Moves the running means and variances towards the mean of those that the threads have measured.
  private func updateStatistics() {
    let share = Self.statisticsShare / Float(networks.count)
    for index in 0..<statistics.count {
      var value = unsafe statistics.pointer[index] * (1 - Self.statisticsShare)
      for network in networks { unsafe value += share * network.memory.batchStatistics.pointer[index] }
      unsafe statistics.pointer[index] = value
    }
  }
}
