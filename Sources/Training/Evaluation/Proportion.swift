/// A share that was measured by counting a sample.
public struct Proportion: Hashable, Sendable, Codable {
  /// The size of the counted part, 0...`total`.
  public let count: Int
  public let total: Int

  /// - Precondition: 0 <= count <= total.
  public init(_ count: Int, of total: Int) {
    precondition(count >= 0 && count <= total, "the count of a part is at most the count of the whole")
    self.count = count
    self.total = total
  }

  /// The share, 0...1; 0 if the sample is empty.
  public var value: Double { total == 0 ? 0 : Double(count) / Double(total) }

  /// The number of standard deviations on each side of the mean that hold 95% of a normal distribution.
  static let deviations = 1.959963984540054

  /// The 95% confidence interval of the true share; 0 to 1 if the sample is empty.
  ///
  /// The interval is Wilson's score interval without continuity correction (Wilson 1927, Journal of the American
  /// Statistical Association 22, 209-212).
  public var interval: Interval {
    guard total > 0 else { return Interval(lower: 0, upper: 1) }
    let (n, p, z) = (Double(total), value, Self.deviations)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // Rounding must not leave the share itself outside its interval at 0 and 1.
    return Interval(lower: min(p, max(0, centre - half)), upper: max(p, min(1, centre + half)))
  }

  /// Returns the 95% confidence interval of the difference between the true shares of two samples.
  ///
  /// The interval combines the two score intervals (Newcombe 1998, Statistics in Medicine 17, 873-890, method 10) and
  /// is meant for independent samples. Two models evaluated on the same images mostly agree, so that the true interval
  /// is narrower: a difference that this interval proves is certain.
  public func difference(from other: Proportion) -> Interval {
    let difference = value - other.value
    let (own, others) = (interval, other.interval)
    func length(_ first: Double, _ second: Double) -> Double {
      (first * first + second * second).squareRoot()
    }
    return Interval(
      lower: difference - length(value - own.lower, others.upper - other.value),
      upper: difference + length(own.upper - value, other.value - others.lower))
  }

  /// Returns whether the share is larger than that of another sample by more than chance explains.
  public func isAbove(_ other: Proportion) -> Bool { difference(from: other).lower > 0 }
}

/// An interval of numbers, such as a confidence interval.
public struct Interval: Hashable, Sendable, Codable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  public var width: Double { upper - lower }

  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
