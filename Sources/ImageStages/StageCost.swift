/// What a stage needs for each pixel of the larger of the picture before it and the picture after it.
public struct StageCost: Hashable, Sendable {
  /// The memory, in bytes, beside these two pictures.
  public var byteCount: Int
  /// The number of samples that are read to make a sample.
  public var stepCount: Int

  public init(byteCount: Int = 6, stepCount: Int = 1) {
    self.byteCount = byteCount
    self.stepCount = stepCount
  }
}
