/// An area bounded by closed contours, stored as the points of polygons.
///
/// Overlapping contours of the same direction are united; a contour of the opposite direction cuts a hole.
package struct Path {
  package var contours: [[Point]]

  package init(contours: [[Point]]) { self.contours = contours }

  /// Creates the area inside a closed curve through the knots.
  package init(through knots: [Knot]) {
    contours = [Curve(knots, isClosed: true).points]
  }

  package static func polygon(_ points: [Point]) -> Path { Path(contours: [points]) }

  package static func rectangle(x: ClosedRange<Double>, y: ClosedRange<Double>, rounding: Double = 0) -> Path
  {
    let r = min(rounding, (x.upperBound - x.lowerBound) / 2, (y.upperBound - y.lowerBound) / 2)
    let (left, right, top, bottom) = (x.lowerBound, x.upperBound, y.lowerBound, y.upperBound)
    guard r > 0 else {
      return .polygon([Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)])
    }
    var points: [Point] = []
    let corners = [
      Point(right - r, top + r), Point(right - r, bottom - r), Point(left + r, bottom - r),
      Point(left + r, top + r),
    ]
    for (index, corner) in corners.enumerated() {
      for step in 0...6 {
        points.append(corner + Rotation(degrees: -90 + 90 * Double(index) + 15 * Double(step))(Point(r, 0)))
      }
    }
    return .polygon(points)
  }

  package static func ellipse(center: Point, radii: Point, tiltInDegrees: Double = 0) -> Path {
    let chordCount = 40
    let tilt = Rotation(degrees: tiltInDegrees)
    return .polygon(
      (0..<chordCount).map { index in
        let unit = Rotation(degrees: 360 * Double(index) / Double(chordCount))(Point(1, 0))
        return center + tilt(unit * radii)
      })
  }

  package static func circle(center: Point, radius: Double) -> Path {
    .ellipse(center: center, radii: Point(radius, radius))
  }

  /// Returns a star or, if the inner radius is near the outer one, a badge.
  package static func star(center: Point, radius: Double, innerRadius: Double, points count: Int) -> Path {
    .polygon(
      (0..<2 * count).map { index in
        let turn = Rotation(degrees: -90 + 180 * Double(index) / Double(count))
        return center + turn(Point(index.isMultiple(of: 2) ? radius : innerRadius, 0))
      })
  }

  /// The smallest and largest coordinates; nil for an empty path.
  package var bounds: (low: Point, high: Point)? {
    guard let first = contours.first(where: { !$0.isEmpty })?.first else { return nil }
    var (low, high) = (first, first)
    for contour in contours {
      for point in contour {
        low = pointwiseMin(low, point)
        high = pointwiseMax(high, point)
      }
    }
    return (low, high)
  }

  package func mapped(_ transform: (Point) -> Point) -> Path {
    Path(contours: contours.map { $0.map(transform) })
  }

  /// The path mirrored at the vertical axis x = 0.
  package var mirrored: Path { mapped { Point(-$0.x, $0.y) } }

  package static func + (left: Path, right: Path) -> Path { Path(contours: left.contours + right.contours) }
}
