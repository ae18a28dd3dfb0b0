/// Trains a model.
public struct Trainer: Sendable {
  /// The result of one pass over the training images.
  public struct Epoch: Sendable, Hashable, Codable {
    /// The epoch's number, counted from 1.
    public let number: Int
    /// The mean loss of the training images during the epoch, after augmentation and with label smoothing.
    public let loss: Double
    /// The share of the training images that the model classified correctly during the epoch.
    public let accuracy: Double
    /// The mean loss on the validation images; nil if there are none.
    public let validationLoss: Double?
    /// The accuracy on the validation images, 0...1; nil if there are none.
    public let validationAccuracy: Double?
    public let seconds: Double
    public let imagesPerSecond: Double
  }

  /// An event that a training reports while it runs.
  public enum Event: Sendable {
    case progress(epoch: Int, doneCount: Int, totalCount: Int)
    case epoch(Epoch)
  }

  /// The result of a training.
  public struct Outcome: Sendable {
    public let model: TrainedModel
    /// All finished epochs, in order.
    public let epochs: [Epoch]
    /// Whether the task was cancelled before the last epoch ended.
    ///
    /// An interrupted model has the parameters of the finished epoch with the lowest validation loss or, without
    /// validation images, those of the last finished epoch.
    public let wasInterrupted: Bool
  }

  let model: ModelDescription
  let recipe: TrainingRecipe

  public init(_ model: ModelDescription, _ recipe: TrainingRecipe) {
    self.model = model
    self.recipe = recipe
  }

  /// Trains the model from random weights.
  ///
  /// If the task is cancelled after the first epoch, the result is the best model until then, see
  /// `Outcome.wasInterrupted`.
  ///
  /// - Parameters:
  ///   - validation: images on which the model is evaluated after every epoch, but not trained.
  ///   - report: called after every step and every epoch.
  /// - Throws: `TrainingError` if the recipe has no epochs, the model does not fit the images or the loss becomes NaN
  ///   or infinite; `CancellationError` if the task is cancelled before the first epoch has ended.
  public func train(
    _ images: LabelledImages, validation: LabelledImages? = nil, report: @Sendable (Event) -> Void = { _ in }
  ) async throws -> Outcome {
    guard recipe.epochs >= 1 else {
      throw TrainingError(
        .invalidInput, "a model cannot be trained for \(recipe.epochs) epochs; train for at least 1")
    }
    guard images.count > 0 else {
      throw TrainingError(.invalidData, "there are no images to train with; add training images")
    }
    let run = try TrainingRun(model, recipe, images, validation)
    do {
      while !run.isFinished { try await run.trainEpoch(report) }
    } catch is CancellationError where !run.epochs.isEmpty {
      run.checkpoint.restore(run.state)
      return Outcome(model: run.trained, epochs: run.epochs, wasInterrupted: true)
    }
    if recipe.patience != nil, run.checkpoint.validationLoss.isFinite { run.checkpoint.restore(run.state) }
    return Outcome(model: run.trained, epochs: run.epochs, wasInterrupted: false)
  }
}
