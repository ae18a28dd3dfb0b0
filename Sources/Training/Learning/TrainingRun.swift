/// A training in progress, with all state that changes from epoch to epoch.
final class TrainingRun {
  let state: NetworkState
  /// The model with the current parameters of `state`.
  let trained: TrainedModel
  private(set) var epochs: [Trainer.Epoch] = []
  private(set) var checkpoint = Checkpoint()

  private let recipe: TrainingRecipe
  private let imageCount: Int
  private let validation: LabelledImages?
  private let trainer: DataParallelTrainer

  /// - Throws: `TrainingError` if the model does not fit the images, or oneDNN cannot make a layer.
  init(
    _ model: ModelDescription, _ recipe: TrainingRecipe, _ images: LabelledImages,
    _ validation: LabelledImages?
  ) throws(TrainingError) {
    let layout = try ParameterLayout(model, input: images.shape)
    state = NetworkState(layout)
    var random = SeededRandom(seed: recipe.seed, purpose: .weights)
    state.drawWeights(&random)
    trainer = try DataParallelTrainer(model, recipe, images, state)
    trained = TrainedModel(
      model, input: images.shape, classCount: images.classCount, normalisation: trainer.normalisation,
      state: state)
    self.recipe = recipe
    self.validation = validation
    imageCount = images.count
  }

  /// Whether all epochs are trained, or the patience has run out.
  var isFinished: Bool {
    epochs.count >= recipe.epochs
      || recipe.patience.map { checkpoint.epochsWithoutImprovement >= max(1, $0) } ?? false
  }

  /// Trains the next epoch and evaluates the model on the validation images.
  ///
  /// - Throws: `TrainingError` if the loss becomes NaN or infinite, `CancellationError`.
  func trainEpoch(_ report: @Sendable (Trainer.Event) -> Void) async throws {
    let number = epochs.count + 1
    let start = ContinuousClock.now
    let sum = try trainSteps(epoch: number, report)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let seenCount = Double(trainer.stepCount * trainer.batchSize)
    var judged: (loss: Double, accuracy: Double)?
    if let validation { judged = try await trained.evaluate(validation, threadCount: recipe.threadCount) }
    let epoch = Trainer.Epoch(
      number: number, loss: sum.loss / seenCount, accuracy: Double(sum.correctCount) / seenCount,
      validationLoss: judged?.loss, validationAccuracy: judged?.accuracy, seconds: seconds,
      imagesPerSecond: seenCount / max(seconds, 1e-9))
    epochs.append(epoch)
    checkpoint.update(state, validationLoss: epoch.validationLoss)
    report(.epoch(epoch))
  }

  private func trainSteps(epoch: Int, _ report: @Sendable (Trainer.Event) -> Void) throws
    -> CrossEntropy.Result
  {
    let (batchSize, stepCount) = (trainer.batchSize, trainer.stepCount)
    var random = SeededRandom(seed: recipe.seed, purpose: .order(epoch: epoch))
    var order = random.permutation(imageCount)
    // The last batch is completed with the first images.
    order += order.prefix(batchSize - 1)
    var sum = CrossEntropy.Result()
    for step in 0..<stepCount {
      try Task.checkCancellation()
      let batch = Array(order[(step * batchSize)..<((step + 1) * batchSize)])
      let result = try trainer.learn(batch, step: UInt64(epoch) << 32 | UInt64(step))
      guard result.loss.isFinite else { throw diverged(result.loss, epoch: epoch) }
      sum.loss += result.loss
      sum.correctCount += result.correctCount
      let progress = (Double(epoch - 1) + Double(step) / Double(stepCount)) / Double(recipe.epochs)
      trainer.update(rate: recipe.learningRate * recipe.schedule.factor(at: progress))
      report(
        .progress(epoch: epoch, doneCount: min((step + 1) * batchSize, imageCount), totalCount: imageCount))
    }
    return sum
  }

  private func diverged(_ loss: Double, epoch: Int) -> TrainingError {
    TrainingError(
      .diverged,
      "the loss became \(loss.isNaN ? "NaN" : "infinite") in epoch \(epoch); choose a smaller learning rate than \(recipe.learningRate)"
    )
  }
}
