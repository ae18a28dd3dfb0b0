/// Points in the plane, in lanes.
package struct PlaneMap: Sendable {
  package let count: Int
  /// Coordinates of the points, and of others that are too far away to matter.
  package internal(set) var x: [Lanes]
  package internal(set) var y: [Lanes]

  /// Its square is a float, and 1 over it to the fourth power is not: such a point has no weight.
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
