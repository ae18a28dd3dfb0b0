internal import Platform

/// The temperature with which a model's probabilities are most likely, given the labels of validation images.
///
/// What is minimised is the mean of -(t log q + (1 - t) log(1 - q)) over the images, q being the calibrated probability
/// of the given label. With t = 1 that is the negative log-likelihood. With t = (n + 1) / (n + 2) for n images, as Platt
/// chose it (1999, Advances in Large Margin Classifiers, 61-74), the minimum exists even if every prediction is right:
/// ten images cannot show that a model is surer than 92%.
package struct TemperatureFit {
  package private(set) var temperature = 1.0

  /// The logarithms of the probabilities, images x classes.
  private let logarithms: [Double]
  private let labels: [UInt8]
  private let classCount: Int

  /// - Parameters:
  ///   - probabilities: the probabilities of the classes, `classCount` per image.
  ///   - labels: the given labels, one per image.
  /// - Precondition: there are `classCount` probabilities per label, and labels are below `classCount`.
  package init(_ probabilities: [Float], labels: [UInt8], classCount: Int) {
    precondition(
      probabilities.count == labels.count * classCount, "every image has a probability of every class")
    self.labels = labels
    self.classCount = classCount
    logarithms = probabilities.map(Self.logarithm)
    guard !labels.isEmpty, classCount > 1 else { return }
    let range = Calibration.temperatures
    // exp(log x) may be off by a rounding error, and readers of the file expect the range.
    temperature = min(max(exp(minimum()), range.lowerBound), range.upperBound)
  }

  /// Returns the logarithm of a probability; that of the smallest number of its type for a probability of 0, which is
  /// smaller than such numbers can say.
  static func logarithm(of probability: Float) -> Double {
    log(Double(max(probability, .leastNonzeroMagnitude)))
  }

  /// Returns the mean loss at a temperature, given by its logarithm.
  package func loss(atLogarithm logarithm: Double) -> Double {
    let factor = exp(-logarithm)
    let weight = Double(labels.count + 1) / Double(labels.count + 2)
    var sum = 0.0
    for (image, label) in labels.enumerated() {
      let row = logarithms[(image * classCount)..<((image + 1) * classCount)]
      let largest = (row.max() ?? 0) * factor
      var (given, others) = (0.0, 0.0)
      for (place, value) in row.enumerated() {
        let power = exp(value * factor - largest)
        if place == Int(label) { given = power } else { others += power }
      }
      // Neither may vanish: at a low temperature powers become smaller than numbers can be.
      let (least, total) = (Double.leastNormalMagnitude, given + others)
      sum -= weight * log(max(given, least) / total) + (1 - weight) * log(max(others, least) / total)
    }
    return sum / Double(labels.count)
  }

  /// Returns the logarithm of the temperature of the smallest loss: the best of a grid, refined by golden sections.
  private func minimum() -> Double {
    let ends = (log(Calibration.temperatures.lowerBound), log(Calibration.temperatures.upperBound))
    let stepCount = 32
    let step = (ends.1 - ends.0) / Double(stepCount)
    let grid = (0...stepCount).map { ends.0 + step * Double($0) }
    let losses = grid.map { loss(atLogarithm: $0) }
    let best = losses.indices.reduce(0) { losses[$1] < losses[$0] ? $1 : $0 }
    var (lower, upper) = (max(ends.0, grid[best] - step), min(ends.1, grid[best] + step))
    let ratio = (5.0.squareRoot() - 1) / 2
    var (left, right) = (upper - ratio * (upper - lower), lower + ratio * (upper - lower))
    var (lossLeft, lossRight) = (loss(atLogarithm: left), loss(atLogarithm: right))
    while upper - lower > 1e-6 {
      if lossLeft <= lossRight {
        (upper, right, lossRight) = (right, left, lossLeft)
        left = upper - ratio * (upper - lower)
        lossLeft = loss(atLogarithm: left)
      } else {
        (lower, left, lossLeft) = (left, right, lossRight)
        right = lower + ratio * (upper - lower)
        lossRight = loss(atLogarithm: right)
      }
    }
    return (lower + upper) / 2
  }
}
