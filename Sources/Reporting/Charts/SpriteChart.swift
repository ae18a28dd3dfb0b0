public import ImageCore

/// Images of each class without gaps between them, with the classes' names and counts at the left: a contact sheet as a
/// chart.
public struct SpriteChart: Sendable {
  private let title: String
  private let sheet: ContactSheet
  /// The pictures of the rows, of which each holds the images side by side.
  public let pictures: [Image]

  private static let longestName = 190.0
  private static let lineHeight = 15.0
  private static let bandGap = 5.0

  /// - Parameter sheet: a band for each class, with the class's name and further lines as label. Captions are not shown.
  public init(title: String, sheet: ContactSheet) {
    self.title = title
    self.sheet = sheet
    pictures = sheet.bands.flatMap { band in
      Self.rows(of: band, sheet).map {
        PictureRow.picture($0.map(\.bytes), size: sheet.exampleSize, channels: sheet.channels)
      }
    }
  }

  /// Returns a band's name, and everything else about it in a line below.
  private static func lines(of band: ContactSheet.Band) -> [String] {
    [band.label.first ?? "", band.label.dropFirst().joined(separator: ", ")]
  }

  private static func rows(of band: ContactSheet.Band, _ sheet: ContactSheet) -> [ArraySlice<
    ContactSheet.Tile
  >] {
    stride(from: 0, to: band.tiles.count, by: sheet.columnCount).map {
      band.tiles[$0..<min($0 + sheet.columnCount, band.tiles.count)]
    }
  }

  /// The chart as SVG; empty if there are no bands. The pictures are numbered as in `pictures`.
  public var svg: Markup {
    guard !sheet.bands.isEmpty else { return .empty }
    let labels = sheet.bands.map(Self.lines)
    let nameWidth = min(Self.longestName, labels.joined().map { ChartText.width($0) }.max() ?? 0)
    let left = nameWidth + 10
    let widest = pictures.map(\.width).max() ?? 0
    let frame = ChartFrame(
      title: title, description: description, width: max(ChartFrame.width, left + Double(widest)))
    var (y, number) = (frame.top + 2, 0)
    var body = Markup.empty
    for (band, label) in zip(sheet.bands, labels) {
      for (line, text) in label.enumerated() {
        body += ChartText.element(
          text, x: nameWidth, y: y + 12 + Self.lineHeight * Double(line), anchor: .end,
          style: line == 0 ? "" : "subtitle", fontSize: line == 0 ? 13 : 12, room: nameWidth + 0.01)
      }
      let textHeight = Self.lineHeight * Double(label.count) + 3
      var height = 0.0
      for _ in Self.rows(of: band, sheet) {
        let picture = pictures[number]
        body += """
          <image x='\(at: left)' y='\(at: y + height)' width='\(picture.width)' height='\(picture.height)' \
          href='#\(number)'/>
          """
        height += Double(picture.height)
        number += 1
      }
      y += max(height, textHeight) + Self.bandGap
    }
    return frame.svg(height: y, body: body)
  }

  private var description: String {
    "Images of \(sheet.bands.count) classes: "
      + sheet.bands.map { $0.label.joined(separator: ", ") }.joined(separator: "; ") + "."
  }
}
