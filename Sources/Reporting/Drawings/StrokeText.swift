/// A text whose letters are lines with round ends along the pixels of `PixelFont`.
///
/// The pixels of a letter become points, and lines between those that touch, so that the letters have any size and angle
/// and smooth edges, although there is no other typeface in the program.
struct StrokeText {
  /// The width in the chart's unit.
  let width: Double
  private let characters: [Character]
  /// The distance of two pixels of the font in the chart's unit.
  private let step: Double
  private let lineWidth: Double

  /// The distance of two pixels as a share of the font size: capitals are seven pixels high, which is 0.7 of the size, as
  /// in Helvetica.
  private static let stepShare = 0.1

  init(_ text: String, fontSize: Double, isBold: Bool) {
    characters = Array(text)
    step = fontSize * Self.stepShare
    lineWidth = step * (isBold ? 1.5 : 1.1)
    width = Double(PixelFont.width(of: text)) * step
  }

  /// Returns the polygons of all letters.
  ///
  /// - Parameters:
  ///   - placement: its origin is the left end of the line that the letters stand on.
  ///   - widening: how much wider the lines are, for a halo, in the chart's unit.
  func outlines(_ placement: Placement, widened widening: Double = 0) -> [[PlanePoint]] {
    var polygons: [[PlanePoint]] = []
    let pixels = (lineWidth + widening) * placement.unit
    var left = 0
    for character in characters {
      let glyph = PixelFont.glyph(character)
      func point(_ x: Int, _ y: Int) -> PlanePoint {
        placement(
          (Double(left + x) + 0.5) * step, (Double(y - PixelFont.heightAboveLine) + 0.5) * step)
      }
      for line in Self.lines(of: glyph) {
        polygons += Outline.capsule(
          from: point(line.start.x, line.start.y), to: point(line.end.x, line.end.y), width: pixels)
      }
      left += glyph.width + PixelFont.spacing
    }
    return polygons
  }

  private typealias Pixel = (x: Int, y: Int)

  /// Returns the lines of a letter: between pixels side by side, and between those that touch only at a corner. A pixel
  /// that touches none is a line of no length.
  private static func lines(of glyph: Glyph) -> [(start: Pixel, end: Pixel)] {
    let rows = -PixelFont.accentHeight..<PixelFont.height
    func hasInk(_ x: Int, _ y: Int) -> Bool {
      (0..<glyph.width).contains(x) && rows.contains(y) && glyph.hasInk(x: x, y: y)
    }
    var lines: [(start: Pixel, end: Pixel)] = []
    for y in rows {
      for x in 0..<glyph.width where hasInk(x, y) {
        var isAlone = true
        for (dx, dy) in [(1, 0), (0, 1), (1, 1), (-1, 1)] {
          let touchesOtherwise = dx != 0 && dy != 0 && (hasInk(x + dx, y) || hasInk(x, y + dy))
          if hasInk(x + dx, y + dy), !touchesOtherwise { lines.append(((x, y), (x + dx, y + dy))) }
        }
        for dy in -1...1 {
          for dx in -1...1 where (dx, dy) != (0, 0) && hasInk(x + dx, y + dy) { isAlone = false }
        }
        if isAlone { lines.append(((x, y), (x, y))) }
      }
    }
    return lines
  }
}
