/// How a model is trained.
public struct Recipe: Hashable, Sendable {
  public var epochs: Int
  public var batchSize: Int
  public var optimiser: Optimiser
  public var learningRate: Double
  public var schedule: LearningRateSchedule
  /// Of the weights, per step, times the learning rate.
  public var weightDecay: Double
  /// 0..<1, see `CrossEntropy`.
  public var labelSmoothing: Double
  public var augmentation: Augmentation
  public var seed: UInt64 = 0
  /// Each thread takes its share of a batch; more threads than one change the last bits.
  public var threadCount: Int = 1
  /// Epochs without a better loss on the validation images after which to stop; nil to go on to the end.
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
