/// A point that a curve passes through, with or without a corner there.
package struct Knot {
  package var point: Point
  package var isCorner: Bool

  package static func smooth(_ x: Double, _ y: Double) -> Knot { Knot(point: Point(x, y), isCorner: false) }
  package static func corner(_ x: Double, _ y: Double) -> Knot { Knot(point: Point(x, y), isCorner: true) }
  package static func smooth(_ point: Point) -> Knot { Knot(point: point, isCorner: false) }
  package static func corner(_ point: Point) -> Knot { Knot(point: point, isCorner: true) }
}
