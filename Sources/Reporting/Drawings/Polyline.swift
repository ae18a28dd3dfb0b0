/// Points that are connected by straight lines.
struct Polyline: Hashable, Sendable {
  var points: [PlanePoint]
  /// Whether the last point is connected with the first.
  var isClosed = false

  /// The straight lines from point to point.
  var segments: [(start: PlanePoint, end: PlanePoint)] {
    let pairs = zip(points, points.dropFirst()).map { (start: $0, end: $1) }
    guard isClosed, let first = points.first, let last = points.last, first != last else { return pairs }
    return pairs + [(start: last, end: first)]
  }

  /// Reads the attribute `d` of a path, of the commands M, L, H, V, Z and their lower-case forms.
  static func lines(ofPath text: String, _ placement: Placement) -> [Polyline] {
    var reader = PathReader(bytes: Array(text.utf8))
    var lines: [Polyline] = []
    var (x, y) = (0.0, 0.0)
    while let command = reader.command() {
      let isRelative = command >= UInt8(ascii: "a")
      let (baseX, baseY) = isRelative ? (x, y) : (0, 0)
      switch command & 0xDF {
      case UInt8(ascii: "M"), UInt8(ascii: "L"): (x, y) = (baseX + reader.number(), baseY + reader.number())
      case UInt8(ascii: "H"): x = baseX + reader.number()
      case UInt8(ascii: "V"): y = baseY + reader.number()
      case UInt8(ascii: "Z"):
        lines[lines.count - 1].isClosed = true
        continue
      default: preconditionFailure("charts have no path with the command \(command)")
      }
      if command & 0xDF == UInt8(ascii: "M") {
        lines.append(Polyline(points: [placement(x, y)]))
      } else {
        lines[lines.count - 1].points.append(placement(x, y))
      }
    }
    return lines
  }

  /// Returns lines moved by less than a pixel so that their edges are edges of pixels, if all of them are horizontal or
  /// vertical: grids, axes and frames are sharp.
  static func aligned(_ lines: [Polyline], width: Double) -> [Polyline] {
    let isStraight = lines.allSatisfy {
      $0.segments.allSatisfy { $0.start.x == $0.end.x || $0.start.y == $0.end.y }
    }
    guard isStraight else { return lines }
    let half = max(1, width.rounded()) / 2
    func aligned(_ value: Double) -> Double { (value - half).rounded() + half }
    return lines.map { line in
      var moved = line
      // The ends of a line are where they were; its sides are moved.
      for index in moved.points.indices {
        let neighbours = [index - 1, index + 1].map { place in
          line.points.indices.contains(place)
            ? line.points[place]
            : line.points[line.isClosed ? (place + line.points.count) % line.points.count : index]
        }
        let point = line.points[index]
        if neighbours.contains(where: { $0.x == point.x && $0.y != point.y }) {
          moved.points[index].x = aligned(point.x)
        }
        if neighbours.contains(where: { $0.y == point.y && $0.x != point.x }) {
          moved.points[index].y = aligned(point.y)
        }
      }
      return moved
    }
  }

  /// Returns the dashes of the line.
  ///
  /// - Parameter lengths: the lengths of dashes and gaps in turn, all positive.
  func dashed(_ lengths: [Double]) -> [Polyline] {
    var dashes: [Polyline] = []
    var (index, left) = (0, lengths[0])
    var current = Polyline(points: points.first.map { [$0] } ?? [])
    for (start, end) in segments {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      var done = 0.0
      while length - done > left {
        done += left
        let point = PlanePoint(x: start.x + dx * done / length, y: start.y + dy * done / length)
        if index % 2 == 0 { dashes.append(Polyline(points: current.points + [point])) }
        current = Polyline(points: [point])
        index = (index + 1) % (lengths.count % 2 == 0 ? lengths.count : 2 * lengths.count)
        left = lengths[index % lengths.count]
      }
      left -= length - done
      current.points.append(end)
    }
    return index % 2 == 0 ? dashes + [current] : dashes
  }
}

/// Reads commands and numbers one after the other.
private struct PathReader {
  let bytes: [UInt8]
  var place = 0

  private mutating func skipSpaces() {
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
  }

  /// Returns the next command; nil at the end.
  mutating func command() -> UInt8? {
    skipSpaces()
    guard place < bytes.count else { return nil }
    place += 1
    return bytes[place - 1]
  }

  mutating func number() -> Double {
    skipSpaces()
    let start = place
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    while place < bytes.count,
      bytes[place] == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
    {
      place += 1
    }
    guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)) else {
      preconditionFailure("a path has a number at byte \(start)")
    }
    return number
  }
}
