internal import Randomness

/// A test whether labels have anything to do with the classes that images were assigned to: a comparison with the same
/// labels in random orders.
package struct PermutationTest {
  /// The balanced accuracy of the assignment, 0...1: the mean over the labels of the share of their images that were
  /// assigned to them.
  package let accuracy: Double
  /// The mean balanced accuracy with shuffled labels, 0...1.
  package let shuffledMean: Double
  /// The probability that shuffled labels reach the accuracy or exceed it (Phipson and Smyth 2010, Statistical
  /// Applications in Genetics and Molecular Biology 9, article 39): at least 1/1000.
  package let probability: Double

  private static let permutationCount = 999
  /// The state of the generator for this purpose, so that a dataset gives the same result every time.
  private static let seed = SplitMix64.mixed(0x7065_726D_7574_6174)

  /// - Parameters:
  ///   - labels: the label of each image, 0...255.
  ///   - assigned: the label that each image was assigned to; as many as there are labels.
  package init(labels: [Int], assigned: [Int]) {
    precondition(labels.count == assigned.count && !labels.isEmpty, "each image has a label and is assigned")
    var counts = [Int](repeating: 0, count: 256)
    for label in labels { counts[label] += 1 }
    let classCount = counts.count { $0 > 0 }
    let weights = counts.map { $0 > 0 ? 1 / (Double($0) * Double(classCount)) : 0 }
    func balancedAccuracy(_ labels: [Int]) -> Double {
      var hits = [Int](repeating: 0, count: 256)
      for (label, assigned) in zip(labels, assigned) where label == assigned { hits[label] += 1 }
      return zip(hits, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    let found = balancedAccuracy(labels)
    var random = SplitMix64(state: Self.seed)
    var shuffled = labels
    var (sum, reachedCount) = (0.0, 0)
    for _ in 0..<Self.permutationCount {
      for last in stride(from: shuffled.count - 1, to: 0, by: -1) {
        shuffled.swapAt(last, Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high))
      }
      let other = balancedAccuracy(shuffled)
      sum += other
      // Equal shares may be summed to numbers that differ in the last digit.
      if other >= found - 1e-12 { reachedCount += 1 }
    }
    self.accuracy = found
    shuffledMean = sum / Double(Self.permutationCount)
    probability = Double(reachedCount + 1) / Double(Self.permutationCount + 1)
  }
}
