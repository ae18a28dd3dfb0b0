/// A place or a direction in the units of a drawing: x to the right, y down.
package typealias Point = SIMD2<Double>

extension Point {
  package var length: Double { (x * x + y * y).squareRoot() }

  /// The direction of the same length, a quarter turn clockwise as seen on the screen.
  package var perpendicular: Point { Point(-y, x) }

  /// The same direction with length 1, or zero if there is no direction.
  package var direction: Point { length > 1e-12 ? self / length : .zero }

  /// The point at a fraction of the way to another.
  package func toward(_ other: Point, by fraction: Double) -> Point { self + (other - self) * fraction }
}
