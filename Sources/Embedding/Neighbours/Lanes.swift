/// Numbers of eight points, one after the other, that are computed with at a time.
///
/// Sums go lane by lane and then over the lanes: always in the same order, whatever the processor.
package typealias Lanes = SIMD8<Float>

extension Lanes {
  /// Vectors of lanes that so many points take.
  package static func groupCount(_ pointCount: Int) -> Int { (pointCount + scalarCount - 1) / scalarCount }

  /// e to the power of each, which is 0 or less; 0 where that is below 2^-126.
  ///
  /// e^x = 2^n e^r with n = x / ln 2 rounded and |r| <= ln 2 / 2, and e^r by its series up to r^7, where the rest is less than 2^-27.
  /// Nothing but sums and products: the C library's function differs from machine to machine.
  package static func exponential(_ x: Lanes) -> Lanes {
    let clamped = pointwiseMax(x, Lanes(repeating: -87.25))
    // In a float of this size the last digit is the one: adding rounds, and the digits are an integer.
    let rounder = Lanes(repeating: 0x1.8p23)
    let rounded = clamped * 1.442695 + rounder
    let n = rounded - rounder
    // ln 2 in two parts, the first with so few digits that n times it is exact.
    let r = (clamped - n * 0x1.62e4p-1) - n * 0x1.7f7d1cp-20
    var series = r * (1 / 5040) + (1 / 720)
    series = series * r + (1 / 120)
    series = series * r + (1 / 24)
    series = series * r + (1 / 6)
    series = series * r + 0.5
    series = series * r + 1
    series = series * r + 1
    // Bits of floats, read and written as the integers that they are.
    let exponent =
      unsafe unsafeBitCast(rounded, to: SIMD8<Int32>.self) &- Int32(bitPattern: Float(0x1.8p23).bitPattern)
    let power = unsafe unsafeBitCast((exponent &+ 127) &<< 23, to: Lanes.self)
    return (series * power).replacing(with: 0, where: x .< -87.25)
  }
}

extension [Lanes] {
  /// The number at a place, counted over the lanes.
  package subscript(place place: Int) -> Float {
    get { self[place / Lanes.scalarCount][place % Lanes.scalarCount] }
    set { self[place / Lanes.scalarCount][place % Lanes.scalarCount] = newValue }
  }
}
