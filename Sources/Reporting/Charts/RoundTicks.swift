/// The numbers at the ticks of an axis: multiples of a step that is 1, 2, 2.5 or 5 times a power of ten.
public struct RoundTicks: Hashable, Sendable {
  /// The ticks, ascending, at least two. The first is at most the range's lower bound, the last at least its upper
  /// bound.
  public let values: [Double]
  public let step: Double
  /// The number of decimals that write the ticks exactly.
  public let digitCount: Int

  /// Creates the finest ticks that cover a range.
  ///
  /// A range that is a single number, or narrower than a billionth of its largest bound, is extended to zero; if its
  /// bounds are themselves below a billionth, the range becomes 0...1.
  ///
  /// - Parameters:
  ///   - range: the range, within ±1e100.
  ///   - count: the greatest number of ticks, at least three.
  ///   - wholeNumbers: whether the ticks are whole numbers, as for epochs and counts.
  public init(covering range: ClosedRange<Double>, atMost count: Int = 6, wholeNumbers: Bool = false) {
    precondition(count >= 3, "a range about zero needs three ticks")
    precondition(
      range.lowerBound.isDrawable && range.upperBound.isDrawable, "ticks are at numbers below 1e100")
    let range = Self.widened(range)
    var step = Step(below: (range.upperBound - range.lowerBound) / Double(count))
    while (wholeNumbers && !step.isWhole) || step.tickCount(covering: range) > count { step = step.next }
    let first = step.multiple(atOrBelow: range.lowerBound)
    self.values = (0..<step.tickCount(covering: range)).map { step.value(times: first + Double($0)) }
    self.step = step.value(times: 1)
    self.digitCount = step.digitCount
  }

  /// The range from the first tick to the last.
  public var range: ClosedRange<Double> { values[0]...values[values.count - 1] }

  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let largest = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    guard range.upperBound - range.lowerBound < 1e-9 * max(1, largest) else { return range }
    guard largest >= 1e-9 else { return 0...1 }
    return min(0, range.lowerBound)...max(0, range.upperBound)
  }
}

/// A mantissa and a power of ten, stored separately so that multiples are the nearest doubles to the decimal numbers.
private struct Step {
  private static let mantissasInTenths: [Double] = [10, 20, 25, 50]
  private var mantissaIndex = 0
  private var exponent = 0

  /// Creates the largest power of ten that is not above a positive number.
  init(below value: Double) {
    while powerOfTen > value { exponent -= 1 }
    while powerOfTen * 10 <= value { exponent += 1 }
  }

  private var powerOfTen: Double { scaledByPowerOfTen(1, exponent) }

  var next: Step {
    var next = self
    next.mantissaIndex = (mantissaIndex + 1) % Self.mantissasInTenths.count
    if next.mantissaIndex == 0 { next.exponent += 1 }
    return next
  }

  func value(times factor: Double) -> Double {
    scaledByPowerOfTen(factor * Self.mantissasInTenths[mantissaIndex], exponent - 1)
  }

  var digitCount: Int { max(0, Self.mantissasInTenths[mantissaIndex] == 25 ? 1 - exponent : -exponent) }

  var isWhole: Bool { digitCount == 0 }

  /// Returns the factor of the greatest multiple of the step at or below a number.
  func multiple(atOrBelow value: Double) -> Double {
    // A number that differs from a multiple only by rounding errors counts as that multiple.
    let quotient = value / self.value(times: 1)
    let nearest = quotient.rounded()
    return (quotient - nearest).magnitude < 1e-6 ? nearest : quotient.rounded(.down)
  }

  func tickCount(covering range: ClosedRange<Double>) -> Int {
    let last = -multiple(atOrBelow: -range.upperBound)
    return Int(last - multiple(atOrBelow: range.lowerBound)) + 1
  }
}

private func scaledByPowerOfTen(_ value: Double, _ exponent: Int) -> Double {
  let power = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
  return exponent < 0 ? value / power : value * power
}
