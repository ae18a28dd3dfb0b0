/// Polygons around what is drawn with a line. All run the same way round, so that they can overlap.
enum Outline {
  /// Points of a quarter of a circle of radius 1 from (1, 0) to before (0, 1), by the rational parametrisation of the
  /// circle, which needs only the four operations.
  private static let quarter = (0..<6).map { step in
    let t = Double(step) / 6
    return PlanePoint(x: (1 - t * t) / (1 + t * t), y: 2 * t / (1 + t * t))
  }

  static func circle(_ centre: PlanePoint, radius: Double) -> [PlanePoint] {
    let turns = [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)]
    return turns.flatMap { cosine, sine in
      quarter.map {
        PlanePoint(
          x: centre.x + radius * (cosine * $0.x - sine * $0.y),
          y: centre.y + radius * (sine * $0.x + cosine * $0.y))
      }
    }
  }

  /// Returns the polygons of a line with flat ends and round corners.
  static func stroke(along line: Polyline, width: Double) -> [[PlanePoint]] {
    let segments = line.segments
    var polygons = segments.compactMap { bar(from: $0.start, to: $0.end, width: width) }
    let corners = line.isClosed ? line.points[...] : line.points.dropFirst().dropLast()
    polygons += corners.map { circle($0, radius: width / 2) }
    return polygons
  }

  /// Returns the polygons of a line with round ends.
  static func capsule(from start: PlanePoint, to end: PlanePoint, width: Double) -> [[PlanePoint]] {
    [circle(start, radius: width / 2), circle(end, radius: width / 2)]
      + [bar(from: start, to: end, width: width)].compactMap { $0 }
  }

  private static func bar(from start: PlanePoint, to end: PlanePoint, width: Double) -> [PlanePoint]? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return nil }
    let (nx, ny) = (-dy / length * width / 2, dx / length * width / 2)
    return [
      PlanePoint(x: start.x - nx, y: start.y - ny), PlanePoint(x: end.x - nx, y: end.y - ny),
      PlanePoint(x: end.x + nx, y: end.y + ny), PlanePoint(x: start.x + nx, y: start.y + ny),
    ]
  }
}
