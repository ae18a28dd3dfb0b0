/// A filter for resizing by weighted means.
///
/// The formulas, and the B and C of the cubic filters, are those of ImageMagick 6's `-filter`, without its blur and
/// window settings.
public enum ResamplingFilter: String, CaseIterable, Sendable {
  /// The mean of the pixels under the target pixel.
  case box
  /// Linear interpolation.
  case triangle
  /// Cubic, B = 0, C = 0: smooth, no overshoot.
  case hermite
  /// Cubic, B = 0, C = 1/2: "bicubic" of most programs.
  case catrom
  /// Cubic, B = C = 1/3.
  case mitchell
  /// Cubic, B = 1, C = 0: softens even at the same size.
  case spline
  /// Sinc windowed by sinc, two lobes.
  case lanczos2
  /// Sinc windowed by sinc, three lobes: the filter of the paper's thumbnails.
  case lanczos

  /// The filter's radius, in pixels of the smaller picture.
  var reach: Double {
    switch self {
    case .box: 0.5
    case .triangle, .hermite: 1
    case .catrom, .mitchell, .spline, .lanczos2: 2
    case .lanczos: 3
    }
  }

  /// Returns the weight at a distance of 0...reach, before the weights of a window are normalised to a sum of 1.
  func weight(at distance: Double) -> Double {
    switch self {
    case .box: 1
    case .triangle: distance < 1 ? 1 - distance : 0
    case .hermite: Self.cubic(distance, b: 0, c: 0)
    case .catrom: Self.cubic(distance, b: 0, c: 0.5)
    case .mitchell: Self.cubic(distance, b: 1.0 / 3, c: 1.0 / 3)
    case .spline: Self.cubic(distance, b: 1, c: 0)
    case .lanczos2: Self.sinc(distance * (1.0 / 2)) * Self.sinc(distance)
    case .lanczos: Self.sinc(distance * (1.0 / 3)) * Self.sinc(distance)
    }
  }

  /// Returns sin(pi x) / (pi x) for 0 <= x <= 4 by the polynomial that the reference uses: with z = x^2,
  /// (z-1)(z-4)(z-9)(z-16) * P(z).
  static func sinc(_ x: Double) -> Double {
    let z = x * x
    var p = -1.770848050107011e-16
    for coefficient in sincCoefficients { p = coefficient + z * p }
    return (z - 1) * (z - 4) * (z - 9) * (z - 16) * p
  }

  /// The coefficients a8 to a0 of P; the sum starts with a9.
  private static let sincCoefficients = [
    2.5352432142686477e-14, -1.872085777765907e-12, 9.576941966775726e-11, -3.728951014087796e-09,
    1.1190203281809579e-07, -2.509633016091172e-06, 3.942011823593181e-05, -0.0003842409211149466,
    0.0017361110735732023,
  ]

  private static func cubic(_ x: Double, b: Double, c: Double) -> Double {
    if x < 1 {
      return (1 - (1.0 / 3) * b) + x * (x * ((-3 + 2 * b + c) + x * (2 - 1.5 * b - c)))
    }
    if x < 2 {
      return ((4.0 / 3) * b + 4 * c)
        + x * ((-8 * c - 2 * b) + x * ((b + 5 * c) + x * ((-1.0 / 6) * b - c)))
    }
    return 0
  }
}
