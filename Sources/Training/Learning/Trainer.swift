/// Trains a model.
public struct Trainer: Sendable {
  /// What came of one pass over the training images.
  public struct Epoch: Sendable, Hashable, Codable {
    /// Counted from 1.
    public let number: Int
    /// Mean over the training images as they came, changes at random included.
    public let loss: Double
    public let accuracy: Double
    /// Nil if there are no validation images.
    public let validationLoss: Double?
    public let validationAccuracy: Double?
    public let seconds: Double
    public let imagesPerSecond: Double
  }

  public enum Event: Sendable {
    case progress(epoch: Int, doneCount: Int, totalCount: Int)
    case epoch(Epoch)
  }

  let model: ModelDescription
  let recipe: Recipe

  public init(_ model: ModelDescription, _ recipe: Recipe) {
    self.model = model
    self.recipe = recipe
  }

  /// - Parameters:
  ///   - validation: judged after every epoch, not trained with; may be nil.
  ///   - report: called after every few steps and after every epoch.
  /// - Throws: `TrainingError` if the model does not fit the images or the loss is no number any more,
  ///   `CancellationError`.
  public func train(
    _ images: LabelledImages, validation: LabelledImages? = nil, report: @Sendable (Event) -> Void = { _ in }
  ) async throws -> (model: TrainedModel, epochs: [Epoch]) {
    guard images.count > 0 else { throw TrainingError(.invalidData, "there is nothing to train with") }
    let layout = try ParameterLayout(model, input: images.shape)
    let state = NetworkState(layout)
    var random = SeededRandom(seed: recipe.seed, purpose: 1)
    state.drawWeights(&random)
    let crew = try await TrainingCrew(model, recipe, images, state)
    let optimiser = OptimiserState(recipe.optimiser, layout, weightDecay: recipe.weightDecay)
    let trained = TrainedModel(
      model, input: images.shape, classCount: images.classCount, normalisation: crew.normalisation,
      state: state)

    var epochs: [Epoch] = []
    var best = (
      loss: Double.infinity, parameters: state.parameters.values, statistics: state.statistics.values
    )
    var epochsWithoutGain = 0
    let stepCount = crew.stepCount
    for number in 1...max(1, recipe.epochs) {
      let start = ContinuousClock.now
      var order = SeededRandom(seed: recipe.seed, purpose: 1000 + UInt64(number)).shuffled(images.count)
      // The last batch is filled up with the first images.
      order += order.prefix(crew.batchSize - 1)
      var sum = CrossEntropy.Result()
      for step in 0..<stepCount {
        try Task.checkCancellation()
        let batch = order[(step * crew.batchSize)..<((step + 1) * crew.batchSize)]
        let result = try await crew.learn(Array(batch), step: UInt64(number) << 32 | UInt64(step))
        guard result.loss.isFinite else {
          throw TrainingError(
            .diverged,
            "the loss is no number any more in epoch \(number); take a smaller learning rate than \(recipe.learningRate)"
          )
        }
        sum.loss += result.loss
        sum.correctCount += result.correctCount
        let progress = (Double(number - 1) + Double(step) / Double(stepCount)) / Double(recipe.epochs)
        optimiser.step(
          state.parameters, gradients: crew.gradients,
          rate: recipe.learningRate * recipe.schedule.factor(at: progress))
        report(
          .progress(
            epoch: number, doneCount: min((step + 1) * crew.batchSize, images.count), totalCount: images.count
          ))
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let seen = Double(stepCount * crew.batchSize)
      let judged = try await validation.asyncMap {
        try await trained.evaluate($0, threadCount: recipe.threadCount)
      }
      let epoch = Epoch(
        number: number, loss: sum.loss / seen, accuracy: Double(sum.correctCount) / seen,
        validationLoss: judged?.loss, validationAccuracy: judged?.accuracy, seconds: seconds,
        imagesPerSecond: seen / max(seconds, 1e-9))
      epochs.append(epoch)
      report(.epoch(epoch))
      if let patience = recipe.patience, let loss = judged?.loss {
        if loss < best.loss {
          best = (loss, state.parameters.values, state.statistics.values)
          epochsWithoutGain = 0
        } else {
          epochsWithoutGain += 1
          if epochsWithoutGain >= patience { break }
        }
      }
    }
    if recipe.patience != nil, best.loss.isFinite {
      state.parameters.set(best.parameters)
      state.statistics.set(best.statistics)
    }
    return (trained, epochs)
  }
}

extension Optional {
  fileprivate func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
    guard let self else { return nil }
    return try await transform(self)
  }
}

extension SeededRandom {
  fileprivate func shuffled(_ count: Int) -> [Int] {
    var random = self
    return random.permutation(count)
  }
}
