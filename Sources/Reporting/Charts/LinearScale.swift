/// From numbers to places along an axis.
public struct LinearScale: Hashable, Sendable {
  public let domain: ClosedRange<Double>
  public let start: Double
  public let end: Double

  /// - Parameters:
  ///   - domain: the numbers that the axis shows, within ±1e100.
  ///   - start: where the lower bound is, in the drawing's unit.
  ///   - end: where the upper bound is; less than `start` for an axis that points up or left.
  public init(domain: ClosedRange<Double>, start: Double, end: Double) {
    precondition(
      domain.lowerBound.isDrawable && domain.upperBound.isDrawable, "an axis shows numbers below 1e100")
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// Where a number is; numbers outside the domain are at its bounds, and all are in the middle of a domain
  /// of one.
  public func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return (start + end) / 2 }
    return start + min(1, max(0, (value - domain.lowerBound) / width)) * (end - start)
  }
}
