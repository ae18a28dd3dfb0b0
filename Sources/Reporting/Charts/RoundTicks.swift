/// Numbers to write at an axis: evenly spaced by 1, 2, 2.5 or 5 times a power of ten, and multiples of that
/// step.
public struct RoundTicks: Hashable, Sendable {
  /// Ascending; two at least. The first is at most the range's lower bound and the last at least its upper.
  public let values: [Double]
  public let step: Double
  /// How many digits behind the point it takes to write the ticks exactly.
  public let digitCount: Int

  /// The finest ticks that cover a range.
  ///
  /// A range that is a single number, or is too narrow to be divided in double precision, is widened to zero;
  /// zero alone is widened to 0...1.
  ///
  /// - Parameters:
  ///   - range: within ±1e100.
  ///   - count: how many ticks there may be, at least three.
  ///   - wholeNumbers: whether ticks are whole, as epochs and counts are.
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

  /// From the first tick to the last.
  public var range: ClosedRange<Double> { values[0]...values[values.count - 1] }

  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let largest = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    guard range.upperBound - range.lowerBound < 1e-9 * max(1, largest) else { return range }
    guard largest >= 1e-9 else { return 0...1 }
    return min(0, range.lowerBound)...max(0, range.upperBound)
  }
}

/// A mantissa times a power of ten, kept apart so that multiples are the nearest doubles to the decimal
/// numbers.
private struct Step {
  private static let mantissasInTenths: [Double] = [10, 20, 25, 50]
  private var mantissaIndex = 0
  private var exponent = 0

  /// The largest power of ten that is not above a positive number.
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

  /// Which multiple the last tick at or below a number is.
  func multiple(atOrBelow value: Double) -> Double {
    // What is a multiple but for its last bits counts as one.
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
