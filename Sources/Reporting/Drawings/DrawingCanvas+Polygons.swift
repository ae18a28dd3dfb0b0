internal import ImageCore

extension DrawingCanvas {
  /// The number of lines on which the coverage of a row of pixels is measured; along a line it is exact.
  private static let linesPerRow = 8

  /// Fills polygons with smooth edges; places that lie in several polygons are filled once.
  ///
  /// - Parameters:
  ///   - polygons: closed polygons; those that overlap run the same way round.
  ///   - opacity: 0...1.
  mutating func fill(_ polygons: [[PlanePoint]], _ colour: Colour, opacity: Double) {
    let points = polygons.joined()
    guard let top = points.map(\.y).min(), let bottom = points.map(\.y).max(),
      let left = points.map(\.x).min(), let right = points.map(\.x).max()
    else { return }
    let rows = max(0, Int(top.rounded(.down)))..<max(0, min(size.height, Int(bottom.rounded(.up))))
    let columns = max(0, Int(left.rounded(.down)))..<max(0, min(size.width, Int(right.rounded(.up))))
    guard !rows.isEmpty, !columns.isEmpty else { return }
    let crossings = Self.crossings(of: polygons, in: rows)
    var coverage = [Double](repeating: 0, count: columns.count)
    for row in rows {
      for index in coverage.indices { coverage[index] = 0 }
      for line in 0..<Self.linesPerRow {
        Self.add(
          crossings[(row - rows.lowerBound) * Self.linesPerRow + line], from: columns.lowerBound,
          to: &coverage)
      }
      for (index, covered) in coverage.enumerated() where covered > 0 {
        blend(
          colour, share: min(1, covered / Double(Self.linesPerRow)) * opacity, x: columns.lowerBound + index,
          y: row)
      }
    }
  }

  private typealias Crossing = (x: Double, direction: Int)

  /// Returns where the polygons cross each line of some rows, with 1 for the way down and -1 for the way up.
  private static func crossings(of polygons: [[PlanePoint]], in rows: Range<Int>) -> [[Crossing]] {
    var crossings = [[Crossing]](repeating: [], count: rows.count * linesPerRow)
    let density = Double(linesPerRow)
    let first = rows.lowerBound * linesPerRow
    for polygon in polygons {
      for (start, end) in Polyline(points: polygon, isClosed: true).segments where start.y != end.y {
        let (upper, lower) = start.y < end.y ? (start, end) : (end, start)
        let from = max(first, Int((upper.y * density - 0.5).rounded(.up)))
        let to = min(first + crossings.count, Int((lower.y * density - 0.5).rounded(.up)))
        guard from < to else { continue }
        for line in from..<to {
          let y = (Double(line) + 0.5) / density
          let x = upper.x + (y - upper.y) * (lower.x - upper.x) / (lower.y - upper.y)
          crossings[line - first].append((x, start.y < end.y ? 1 : -1))
        }
      }
    }
    return crossings
  }

  /// Adds the share of each pixel that lies inside along one line.
  private static func add(_ crossings: [Crossing], from left: Int, to coverage: inout [Double]) {
    guard !crossings.isEmpty else { return }
    var winding = 0
    var entry = 0.0
    for crossing in crossings.sorted(by: { $0.x < $1.x }) {
      let wasInside = winding != 0
      winding += crossing.direction
      if !wasInside {
        entry = crossing.x
      } else if winding == 0 {
        let start = max(0, entry - Double(left))
        let end = min(Double(coverage.count), crossing.x - Double(left))
        guard start < end else { continue }
        let (first, last) = (Int(start), min(coverage.count - 1, Int(end)))
        for column in first...last {
          coverage[column] += min(end, Double(column + 1)) - max(start, Double(column))
        }
      }
    }
  }

  /// Draws a picture so that it fills a frame: enlarged pixel by pixel, or reduced by averaging.
  mutating func draw(_ picture: Image, stretchedTo frame: Rectangle) {
    let reduced = picture.averaged(
      to: Size(width: min(picture.width, frame.width), height: min(picture.height, frame.height)))
    let samples = reduced.eightBitSamples
    let channels = reduced.channels.rawValue
    for y in 0..<frame.height {
      for x in 0..<frame.width {
        let index =
          (y * reduced.height / frame.height * reduced.width + x * reduced.width / frame.width) * channels
        let colour = Colour(
          red: samples[index], green: samples[index + (channels == 3 ? 1 : 0)],
          blue: samples[index + (channels == 3 ? 2 : 0)])
        blend(colour, share: 1, x: frame.x + x, y: frame.y + y)
      }
    }
  }
}
