/// Points in the plane, with coordinates stored in lanes.
package struct PlaneMap: Sendable {
  package let count: Int
  /// The horizontal coordinates, padded with points that are too far away to matter.
  package internal(set) var x: [Lanes]
  /// The vertical coordinates, padded like `x`.
  package internal(set) var y: [Lanes]

  /// The coordinates of padding points. The square of this number is a finite float, and the reciprocal of its fourth
  /// power is rounded to zero, so that padding points have no effect.
  private static let farAway: Float = 0x1p60

  package init(_ points: [NeighbourEmbedding.Point]) {
    count = points.count
    x = [Lanes](repeating: Lanes(repeating: Self.farAway), count: Lanes.groupCount(points.count))
    y = x
    for (place, point) in points.enumerated() {
      x[place: place] = point.x
      y[place: place] = point.y
    }
  }

  package var points: [NeighbourEmbedding.Point] {
    (0..<count).map { NeighbourEmbedding.Point(x: x[place: $0], y: y[place: $0]) }
  }
}
