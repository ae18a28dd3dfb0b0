/// A baseline that always predicts the most frequent class of the training images. A model that does not beat it has
/// learned nothing.
public struct MajorityBaseline: Hashable, Sendable {
  /// The most frequent class, the first of equally frequent ones.
  public let label: UInt8

  /// - Throws: `TrainingError` if there are no labels.
  public init(labels: [UInt8]) throws(TrainingError) {
    var counts = [Int](repeating: 0, count: 256)
    for label in labels { counts[Int(label)] += 1 }
    guard let largest = counts.max(), let label = counts.firstIndex(of: largest), largest > 0 else {
      throw TrainingError(.invalidData, "there are no images to train with; add training images")
    }
    self.label = UInt8(label)
  }

  /// Returns the predicted label of each of `count` images.
  public func predict(count: Int) -> [UInt8] { [UInt8](repeating: label, count: count) }
}
