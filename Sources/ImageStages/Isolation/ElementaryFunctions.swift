/// Exponential and logarithm from additions, multiplications and divisions alone.
///
/// The C library's functions may differ in the last bit from machine to machine, and a bit can decide on which side of
/// a cut a pixel falls. IEEE 754 defines these operations exactly, so that every machine gets the same here. Errors are
/// below four units in the last place.
package enum ElementaryFunctions {
  // ln 2 in two parts: the first has 32 trailing zero bits, so that its product with a small whole number is exact.
  private static let ln2High = 0x1.62e42feep-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// 1 / n! for n from 13 down to 0.
  private static let reciprocalFactorials = (0...13).reversed().map { n in
    1 / (0..<n).reduce(1.0) { $0 * Double($1 + 1) }
  }

  /// Returns e^x; 0 below -700, where results would be near the smallest numbers.
  ///
  /// x = k ln 2 + r with |r| at most ln 2 / 2, where the Taylor series of e^r needs 14 terms.
  ///
  /// - Precondition: x is at most 700.
  package static func exp(_ x: Double) -> Double {
    precondition(x <= 700, "the result is a finite number")
    guard x >= -700 else { return 0 }
    let k = (x * 1.4426950408889634).rounded()
    let r = (x - k * ln2High) - k * ln2Low
    var sum = 0.0
    for coefficient in reciprocalFactorials { sum = sum * r + coefficient }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }

  /// Returns the natural logarithm of a normal number above 0.
  ///
  /// x = m 2^e with m between √½ and √2; with s = (m - 1) / (m + 1), ln m = 2 (s + s^3/3 + s^5/5 + …).
  package static func ln(_ x: Double) -> Double {
    precondition(x > 0 && x.isNormal, "the logarithm is a finite number")
    var (m, e) = (x.significand, Double(x.exponent))
    if m > 1.4142135623730951 { (m, e) = (m / 2, e + 1) }
    let s = (m - 1) / (m + 1)
    let square = s * s
    var sum = 0.0
    for n in stride(from: 25.0, through: 3, by: -2) { sum = (sum + 1 / n) * square }
    return e * ln2High + (2 * s + (2 * s * sum + e * ln2Low))
  }
}
