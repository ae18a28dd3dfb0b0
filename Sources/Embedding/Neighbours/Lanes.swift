/// Numbers of eight consecutive points, one in each lane, which are processed at the same time.
///
/// A sum over points is formed in each lane and then over the lanes, in the same order on every processor.
package typealias Lanes = SIMD8<Float>

extension Lanes {
  /// Returns the number of `Lanes` that hold the numbers of `pointCount` points.
  package static func groupCount(_ pointCount: Int) -> Int { (pointCount + scalarCount - 1) / scalarCount }

  /// Returns e^x for each lane, where x is 0 or less; results below 2^-126 become 0.
  ///
  /// e^x = 2^n e^r with n = x / ln 2 rounded and |r| <= ln 2 / 2, and e^r by its series up to r^7, whose remainder
  /// is less than 2^-27. Only sums and products are used, as the C library's function differs from machine to
  /// machine.
  package static func exponential(_ x: Lanes) -> Lanes {
    let clamped = pointwiseMax(x, Lanes(repeating: -87.25))
    // The last binary digit of a float as large as the rounder has the value 1, so that adding the rounder rounds to an
    // integer.
    let rounder = Lanes(repeating: 0x1.8p23)
    let rounded = clamped * 1.442695 + rounder
    let n = rounded - rounder
    // ln 2 in two parts, the first with so few digits that its product with n is exact.
    let r = (clamped - n * 0x1.62e4p-1) - n * 0x1.7f7d1cp-20
    var series = r * (1 / 5040) + (1 / 720)
    series = series * r + (1 / 120)
    series = series * r + (1 / 24)
    series = series * r + (1 / 6)
    series = series * r + 0.5
    series = series * r + 1
    series = series * r + 1
    // The bits of the floats are used as integers.
    let exponent =
      unsafe unsafeBitCast(rounded, to: SIMD8<Int32>.self) &- Int32(bitPattern: Float(0x1.8p23).bitPattern)
    let power = unsafe unsafeBitCast((exponent &+ 127) &<< 23, to: Lanes.self)
    return (series * power).replacing(with: 0, where: x .< -87.25)
  }
}

extension [Lanes] {
  /// The number that belongs to a point, by the point's index.
  package subscript(place place: Int) -> Float {
    get { self[place / Lanes.scalarCount][place % Lanes.scalarCount] }
    set { self[place / Lanes.scalarCount][place % Lanes.scalarCount] = newValue }
  }
}
