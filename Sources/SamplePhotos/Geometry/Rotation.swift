/// A turn about the origin, clockwise as seen on the screen.
///
/// Sine and cosine come from their power series, with nothing but sums and products: the mathematical libraries
/// of different systems differ in the last bit, and a photo must not.
package struct Rotation {
  package let cosine: Double
  package let sine: Double

  package init(degrees: Double) {
    let turns = degrees / 360
    // Into -180...180 degrees, in radians; there the series below have more terms than doubles have digits.
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
