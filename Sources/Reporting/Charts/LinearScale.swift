internal import Wording

/// A linear mapping from numbers to positions along an axis.
public struct LinearScale: Hashable, Sendable {
  public let domain: ClosedRange<Double>
  public let start: Double
  public let end: Double

  /// - Parameters:
  ///   - domain: the numbers that the axis shows, within ±1e100.
  ///   - start: the position of the lower bound, in the chart's unit.
  ///   - end: the position of the upper bound; less than `start` for an axis that points up or left.
  public init(domain: ClosedRange<Double>, start: Double, end: Double) {
    precondition(
      domain.lowerBound.isDrawable && domain.upperBound.isDrawable, "an axis shows numbers below 1e100")
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// Returns the position of a number. A number outside the domain has the position of the nearest bound; if the domain
  /// is a single number, every number is in the middle.
  public func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return (start + end) / 2 }
    return start + min(1, max(0, (value - domain.lowerBound) / width)) * (end - start)
  }
}

/// Returns a coordinate or length as text with at most two decimals, so that files stay small and are the same on every
/// machine.
///
/// - Parameter value: a finite number.
package func coordinate(_ value: Double) -> String {
  precondition(value.isFinite, "what is drawn has a place")
  var text = decimal(value, 2)
  while text.last == "0" { text.removeLast() }
  if text.last == "." { text.removeLast() }
  return text
}

extension Markup.Interpolation {
  /// Appends a coordinate or length, written as `coordinate(_:)` writes it.
  mutating func appendInterpolation(at value: Double) { appendLiteral(coordinate(value)) }
}

extension Double {
  /// Whether the number can be drawn on an axis: it is finite and below 1e100 in magnitude, so that differences are
  /// finite.
  var isDrawable: Bool { isFinite && magnitude < 1e100 }
}
