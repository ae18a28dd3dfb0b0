/// An open curve, stored as the points of a polyline.
package struct Curve {
  package private(set) var points: [Point]

  package init(points: [Point]) { self.points = points }

  /// Creates a smooth curve through the knots: between two knots it is a cubic Bézier curve whose handles are a third
  /// of the chord long and, at smooth knots, parallel to the chord between the neighbours.
  package init(through knots: [Knot]) {
    self.init(knots, isClosed: false)
  }

  package init(_ knots: [Knot], isClosed: Bool) {
    points = knots.isEmpty ? [] : [knots[0].point]
    let count = knots.count
    guard count > 1 else { return }
    for index in 0..<(isClosed ? count : count - 1) {
      let start = knots[index]
      let end = knots[(index + 1) % count]
      let chord = end.point - start.point
      let handle = chord.length / 3
      var leaving = chord.direction
      if !start.isCorner, isClosed || index > 0 {
        leaving = (end.point - knots[(index + count - 1) % count].point).direction
      }
      var arriving = chord.direction
      if !end.isCorner, isClosed || index + 2 < count {
        arriving = (knots[(index + 2) % count].point - start.point).direction
      }
      addBezier(
        start.point + leaving * handle, end.point - arriving * handle, to: end.point,
        isStraight: start.isCorner && end.isCorner)
    }
  }

  private mutating func addBezier(_ control1: Point, _ control2: Point, to end: Point, isStraight: Bool) {
    let start = points[points.count - 1]
    let chordCount = isStraight ? 1 : 10
    for step in 1...chordCount {
      let t = Double(step) / Double(chordCount)
      let s = 1 - t
      let a = start * (s * s * s) + control1 * (3 * s * s * t)
      points.append(a + control2 * (3 * s * t * t) + end * (t * t * t))
    }
  }

  package var length: Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
  }

  /// Returns the point at a fraction (0...1) of the curve's length, and the curve's direction there.
  package func place(at fraction: Double) -> (point: Point, direction: Point) {
    var rest = length * fraction
    for (start, end) in zip(points, points.dropFirst()) {
      let chord = end - start
      if rest <= chord.length, chord.length > 0 { return (start + chord.direction * rest, chord.direction) }
      rest -= chord.length
    }
    guard points.count > 1 else { return (points.first ?? .zero, Point(1, 0)) }
    return (points[points.count - 1], (points[points.count - 1] - points[points.count - 2]).direction)
  }

  /// Returns the part between two fractions of the curve's length.
  package func part(_ from: Double, _ to: Double) -> Curve {
    let chordCount = 16
    return Curve(
      points: (0...chordCount).map { place(at: from + (to - from) * Double($0) / Double(chordCount)).point })
  }

  /// Returns the curve with straight extensions at both ends.
  package func extended(by distance: Double) -> Curve {
    guard let first = points.first, let last = points.last else { return self }
    return Curve(
      points: [first - place(at: 0).direction * distance] + points + [
        last + place(at: 1).direction * distance
      ])
  }

  /// Returns the parallel curve at a distance, to the right of the direction if it is positive.
  package func offset(by distance: Double) -> Curve {
    Curve(points: points.indices.map { points[$0] + normal(at: $0) * distance })
  }

  /// Returns the unit vector perpendicular to the curve at one of its points, lengthened at bends so that a
  /// parallel curve keeps its distance.
  private func normal(at index: Int) -> Point {
    let before = index > 0 ? (points[index] - points[index - 1]).direction : .zero
    let after = index + 1 < points.count ? (points[index + 1] - points[index]).direction : .zero
    let normal = (before + after).direction.perpendicular
    let reference = (before == .zero ? after : before).perpendicular
    let cosine = normal.x * reference.x + normal.y * reference.y
    return normal / max(cosine, 0.5)
  }

  /// Returns the area within half a width of the curve, with straight ends.
  package func ribbon(width: Double) -> Path { ribbon(from: width, to: width) }

  /// Returns the area along the curve whose width changes linearly from one end to the other, with straight ends.
  package func ribbon(from startWidth: Double, to endWidth: Double) -> Path {
    let last = Double(max(1, points.count - 1))
    var right: [Point] = []
    var left: [Point] = []
    for index in points.indices {
      let halfWidth = (startWidth + (endWidth - startWidth) * Double(index) / last) / 2
      let side = normal(at: index) * halfWidth
      right.append(points[index] + side)
      left.append(points[index] - side)
    }
    return Path(contours: [right + left.reversed()])
  }

  /// Returns the area within half a width of the curve, with round ends.
  package func roundedRibbon(width: Double) -> Path {
    guard let first = points.first, let last = points.last else { return Path(contours: []) }
    let radius = width / 2
    var contour = offset(by: radius).points
    let forward = place(at: 1).direction
    let backward = place(at: 0).direction
    for degrees in stride(from: 75.0, through: -75, by: -15) {
      contour.append(last + Rotation(degrees: degrees)(forward * radius))
    }
    contour += offset(by: -radius).points.reversed()
    for degrees in stride(from: -105.0, through: -255, by: -15) {
      contour.append(first + Rotation(degrees: degrees)(backward * radius))
    }
    return Path(contours: [contour])
  }

  package func mapped(_ transform: (Point) -> Point) -> Curve { Curve(points: points.map(transform)) }

  package static func line(_ start: Point, _ end: Point) -> Curve { Curve(points: [start, end]) }
}

/// A point that a curve passes through, with or without a corner there.
package struct Knot {
  package var point: Point
  package var isCorner: Bool

  package static func smooth(_ x: Double, _ y: Double) -> Knot { Knot(point: Point(x, y), isCorner: false) }
  package static func corner(_ x: Double, _ y: Double) -> Knot { Knot(point: Point(x, y), isCorner: true) }
  package static func smooth(_ point: Point) -> Knot { Knot(point: point, isCorner: false) }
  package static func corner(_ point: Point) -> Knot { Knot(point: point, isCorner: true) }
}
