/// A position or a direction in the drawing's units: x to the right, y down.
package typealias Point = SIMD2<Double>

extension Point {
  package var length: Double { (x * x + y * y).squareRoot() }

  /// The vector turned by a quarter, clockwise as seen on the screen.
  package var perpendicular: Point { Point(-y, x) }

  /// The unit vector in this direction; zero for the zero vector.
  package var direction: Point { length > 1e-12 ? self / length : .zero }

  /// Returns the point at a fraction of the way to another point.
  package func toward(_ other: Point, by fraction: Double) -> Point { self + (other - self) * fraction }
}

/// A rotation about the origin, clockwise as seen on the screen.
///
/// Sine and cosine are computed by their power series, with only sums and products: the mathematical libraries of
/// different systems differ in the last bit, and photos must not.
package struct Rotation {
  package let cosine: Double
  package let sine: Double

  package init(degrees: Double) {
    let turns = degrees / 360
    // The angle is reduced to -180...180 degrees, in radians; in this range, the series below have enough terms for the
    // precision of doubles.
    let angle = (turns - (turns + 0.5).rounded(.down)) * (2 * Double.pi)
    var term = 1.0
    var even = 0.0
    var odd = 0.0
    for order in stride(from: 0.0, to: 28.0, by: 2.0) {
      even += term
      term = term * angle / (order + 1)
      odd += term
      term = -term * angle / (order + 2)
    }
    cosine = even
    sine = odd
  }

  package func callAsFunction(_ point: Point) -> Point {
    Point(point.x * cosine - point.y * sine, point.x * sine + point.y * cosine)
  }
}
