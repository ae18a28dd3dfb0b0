/// How many of how many: a share that was counted, and so is known only as well as its count allows.
public struct Proportion: Hashable, Sendable, Codable {
  /// 0...`total`.
  public let count: Int
  public let total: Int

  /// - Precondition: 0 <= count <= total.
  public init(_ count: Int, of total: Int) {
    precondition(count >= 0 && count <= total, "a part is no more than the whole")
    self.count = count
    self.total = total
  }

  /// 0...1; 0 of nothing.
  public var value: Double { total == 0 ? 0 : Double(count) / Double(total) }

  /// Standard deviations on each side of the mean of a normal distribution that hold 95% of it.
  static let deviations = 1.959963984540054

  /// Where the true share lies with 95% confidence: Wilson's score interval (Wilson 1927, Journal of the American
  /// Statistical Association 22, 209-212), without continuity correction. Of nothing it is 0 to 1.
  public var interval: Interval {
    guard total > 0 else { return Interval(lower: 0, upper: 1) }
    let (n, p, z) = (Double(total), value, Self.deviations)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // At the ends rounding must not take the share itself out of its interval.
    return Interval(lower: min(p, max(0, centre - half)), upper: max(p, min(1, centre + half)))
  }

  /// By how much the true share lies above that of another sample, with 95% confidence: the hybrid of two score intervals
  /// (Newcombe 1998, Statistics in Medicine 17, 873-890, method 10).
  ///
  /// Meant for samples that are independent. Two models judged on the same items mostly are right on the same ones; their
  /// difference is then known better than this says, so what it calls a difference is one.
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

  /// Whether it is larger than that of another sample by more than chance.
  public func isAbove(_ other: Proportion) -> Bool { difference(from: other).lower > 0 }
}
