internal import CKernels
internal import Synchronization

/// Computes the gradients of batches on several threads, each with its own network for its share of the batch, and updates
/// the parameters, each thread its share of them.
final class DataParallelTrainer: @unchecked Sendable {
  let batchSize: Int
  /// The number of batches in an epoch.
  let stepCount: Int
  let normalisation: Normalisation

  private let team: ThreadTeam
  private let networks: [Network]
  private let optimiser: OptimiserState
  private let parameters: Tensor
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
    team = ThreadTeam(count: threadCount)
    optimiser = OptimiserState(recipe.optimiser, state.layout, weightDecay: recipe.weightDecay)
    parameters = state.parameters
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
          precision: recipe.precision,
          random: SeededRandom(seed: recipe.seed, purpose: .dropout(thread: thread))))
    }
    self.networks = networks
    self.images = images
    self.recipe = recipe
    statistics = state.statistics
  }

  /// Computes the gradients of a batch, which `update` takes, and updates the running statistics.
  ///
  /// - Parameters:
  ///   - batch: the indices of `batchSize` images.
  ///   - step: the number of the batch in the whole training, from which its augmentation is derived.
  /// - Throws: `TrainingError` if oneDNN fails.
  func learn(_ batch: [Int], step: UInt64) throws(TrainingError) -> CrossEntropy.Result {
    let share = networks[0].batchSize
    let shares = Mutex([Result<CrossEntropy.Result, TrainingError>?](repeating: nil, count: networks.count))
    team.run(networks.count) { [self] number in
      let places = (number * share)..<((number + 1) * share)
      let result = Result { () throws(TrainingError) in
        try learn(batch[places], networks[number], step: step)
      }
      shares.withLock { $0[number] = result }
    }
    var sum = CrossEntropy.Result()
    for share in shares.withLock({ $0 }) {
      guard let result = try share?.get() else { preconditionFailure("every share was worked on") }
      sum.loss += result.loss
      sum.correctCount += result.correctCount
    }
    updateStatistics()
    return sum
  }

  /// Updates the parameters by the gradients of the last batch, summed over the shares in their order.
  func update(rate: Double) {
    optimiser.beginStep(rate: rate)
    let gradients = networks[0].memory.gradients
    // Whole cache lines.
    let length = (gradients.count / team.count / 16 + 1) * 16
    team.run(team.count) { [self] number in
      let range = (number * length)..<((number + 1) * length)
      let part = range.clamped(to: 0..<gradients.count)
      guard !part.isEmpty else { return }
      for network in networks.dropFirst() {
        let other = network.memory.gradients
        unsafe fm_add(gradients.pointer + part.lowerBound, other.pointer + part.lowerBound, part.count)
      }
      optimiser.step(parameters, gradients: gradients, in: part)
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
