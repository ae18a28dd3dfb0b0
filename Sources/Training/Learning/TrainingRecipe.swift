/// The hyperparameters of a training.
public struct TrainingRecipe: Hashable, Sendable {
  /// The number of passes over all training images, at least 1.
  public var epochs: Int
  public var batchSize: Int
  public var optimiser: Optimiser
  public var learningRate: Double
  public var schedule: LearningRateSchedule
  /// The weight decay: the share of each weight that a step removes, before multiplication by the learning rate.
  public var weightDecay: Double
  /// The share of the target probability that is spread over all classes, 0..<1.
  public var labelSmoothing: Double
  public var augmentation: Augmentation
  package var precision = Precision.float32
  public var seed: UInt64 = 0
  /// The number of threads that share each batch. Another number gives another result, because batch statistics and
  /// dropout depend on it.
  public var threadCount: Int = 1
  /// The number of epochs without a lower validation loss that ends the training early; nil to train all epochs.
  public var patience: Int?

  public init(
    epochs: Int, batchSize: Int, optimiser: Optimiser, learningRate: Double,
    schedule: LearningRateSchedule = .constant, weightDecay: Double = 0, labelSmoothing: Double = 0,
    augmentation: Augmentation = .none
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.optimiser = optimiser
    self.learningRate = learningRate
    self.schedule = schedule
    self.weightDecay = weightDecay
    self.labelSmoothing = labelSmoothing
    self.augmentation = augmentation
  }
}
