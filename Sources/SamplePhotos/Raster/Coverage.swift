extension Plane {
  /// Returns the share of each pixel that the path covers, 0...1: the exact area for contours that do not overlap.
  ///
  /// Each line segment adds the signed area between itself and the pixel's right side to an accumulation buffer; a
  /// running sum along each row then gives the winding number averaged over the pixel. Its absolute value, limited
  /// to 1, is the coverage. The path is in the picture's pixels; parts outside the plane are ignored.
  package static func coverage(of path: Path, left: Int, top: Int, width: Int, height: Int) -> Plane {
    var plane = Plane(left: left, top: top, width: width, height: height)
    guard plane.width > 0, plane.height > 0 else { return plane }
    // An extra column receives the areas to the right of the last pixel.
    let stride = plane.width + 1
    var areas = [Float](repeating: 0, count: stride * plane.height)
    let origin = Point(Double(left), Double(top))
    for contour in path.contours where contour.count > 2 {
      var start = contour[contour.count - 1] - origin
      for point in contour {
        let end = point - origin
        accumulate(start, end, into: &areas, width: plane.width, height: plane.height)
        start = end
      }
    }
    for row in 0..<plane.height {
      var sum: Float = 0
      for column in 0..<plane.width {
        sum += areas[row * stride + column]
        plane.values[row * plane.width + column] = min(1, abs(sum))
      }
    }
    return plane
  }

  private static func accumulate(
    _ start: Point, _ end: Point, into areas: inout [Float], width: Int, height: Int
  ) {
    guard start.y != end.y else { return }
    let sign = start.y < end.y ? 1.0 : -1.0
    let (upper, lower) = start.y < end.y ? (start, end) : (end, start)
    guard lower.y > 0, upper.y < Double(height) else { return }
    let slope = (lower.x - upper.x) / (lower.y - upper.y)
    let firstRow = Int(max(0, upper.y))
    let lastRow = min(height - 1, Int(lower.y))
    for row in firstRow...lastRow {
      let from = max(upper.y, Double(row))
      let to = min(lower.y, Double(row + 1))
      guard to > from else { continue }
      let xFrom = upper.x + (from - upper.y) * slope
      let xTo = upper.x + (to - upper.y) * slope
      let limit = Double(width)
      let low = min(limit, max(0, min(xFrom, xTo)))
      let high = min(limit, max(0, max(xFrom, xTo)))
      addRow(sign * (to - from), from: low, to: high, at: row * (width + 1), into: &areas)
    }
  }

  /// Spreads `weight` over the columns that a line segment crosses in one row.
  private static func addRow(
    _ weight: Double, from low: Double, to high: Double, at base: Int, into areas: inout [Float]
  ) {
    let first = Int(low)
    let last = Int(high)
    if first == last {
      let part = weight * (Double(first + 1) - (low + high) / 2)
      areas[base + first] += Float(part)
      if weight != part, base + first + 1 < areas.count { areas[base + first + 1] += Float(weight - part) }
      return
    }
    // The segment's share of each column is a trapezium; `covered` is the area right of the segment up to the
    // column's end.
    let perColumn = weight / (high - low)
    var previous = 0.0
    for column in first...last {
      let reach = min(high, Double(column + 1))
      let entered = max(low, Double(column))
      let inside = perColumn * (reach - entered) * (Double(column + 1) - (reach + entered) / 2)
      let passed = perColumn * (entered - low)
      let covered = inside + passed
      areas[base + column] += Float(covered - previous)
      previous = covered
    }
    if base + last + 1 < areas.count { areas[base + last + 1] += Float(weight - previous) }
  }
}
