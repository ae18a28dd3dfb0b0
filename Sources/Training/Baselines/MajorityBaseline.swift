/// Always says the class that most training images have: what a model must beat to have learnt anything.
public struct MajorityBaseline: Hashable, Sendable {
  /// The most frequent class, the first of those that are equally frequent.
  public let label: UInt8

  /// - Throws: `TrainingError` if there are no labels.
  public init(labels: [UInt8]) throws(TrainingError) {
    var counts = [Int](repeating: 0, count: 256)
    for label in labels { counts[Int(label)] += 1 }
    guard let largest = counts.max(), let label = counts.firstIndex(of: largest), largest > 0 else {
      throw TrainingError(.invalidData, "there is nothing to train with; give training images")
    }
    self.label = UInt8(label)
  }

  /// The label of each of so many items.
  public func predict(count: Int) -> [UInt8] { [UInt8](repeating: label, count: count) }
}
