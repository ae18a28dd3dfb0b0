internal import ImageCore

/// The layout of a contact sheet.
struct ContactSheetLayout {
  private static let textScale = 2
  private static let lineHeight = PixelFont.lineHeight * textScale
  private static let margin = 16
  /// The gap between tiles that have captions.
  private static let captionGap = 16
  private static let bandGap = 6
  /// The least width of a tile with captions, about two short words, because a caption is no wider than its tile.
  private static let minimumCaptionWidth = 150
  private static let maximumCaptionLineCount = 4

  private let sheet: ContactSheet
  private let hasCaptions: Bool
  private let pictureSize: Size
  private let tileWidth: Int
  private let columnStep: Int
  private let labelWidth: Int
  private let columnCount: Int

  init(_ sheet: ContactSheet) {
    self.sheet = sheet
    hasCaptions = sheet.bands.contains { $0.tiles.contains { !$0.captions.isEmpty } }
    pictureSize = Size(
      width: sheet.exampleSize.width * sheet.scale, height: sheet.exampleSize.height * sheet.scale)
    tileWidth = hasCaptions ? max(Self.minimumCaptionWidth, pictureSize.width) : pictureSize.width
    columnStep = hasCaptions ? tileWidth + Self.captionGap : tileWidth
    let lines = sheet.bands.flatMap(\.label)
    let widest = lines.map { PixelFont.width(of: $0, scale: Self.textScale) }.max() ?? 0
    labelWidth = widest == 0 ? 0 : min(widest, 320) + Self.margin
    columnCount = max(1, min(sheet.columnCount, sheet.bands.map(\.tiles.count).max() ?? 1))
  }

  /// Tiles side by side, with their captions broken into lines.
  private struct Row {
    let tiles: ArraySlice<ContactSheet.Tile>
    let captions: [[Line]]
    let height: Int
  }

  private struct Line {
    let text: String
    let colour: Colour
  }

  private func rows(of band: ContactSheet.Band) -> [Row] {
    stride(from: 0, to: band.tiles.count, by: columnCount).map { start in
      let tiles = band.tiles[start..<min(start + columnCount, band.tiles.count)]
      let captions = tiles.map { lines(of: $0.captions) }
      let lineCount = captions.map(\.count).max() ?? 0
      let textHeight = lineCount == 0 ? 0 : lineCount * Self.lineHeight + Self.captionGap
      return Row(tiles: tiles, captions: captions, height: pictureSize.height + textHeight)
    }
  }

  private func lines(of captions: [String]) -> [Line] {
    captions.enumerated().flatMap { number, caption in
      PixelFont.wrapped(
        caption, toWidth: tileWidth, lineCount: Self.maximumCaptionLineCount, scale: Self.textScale
      )
      .map { Line(text: $0, colour: number == 0 ? PictureStyle.ink : PictureStyle.quietInk) }
    }
  }

  /// A band with its texts broken into lines and its tiles into rows.
  private struct PlacedBand {
    let label: [String]
    let heading: [String]
    let rows: [Row]

    var headingHeight: Int { heading.isEmpty ? 0 : heading.count * lineHeight + bandGap }
    var height: Int {
      headingHeight + max(rows.reduce(0) { $0 + $1.height }, label.count * lineHeight)
    }
  }

  private var tilesWidth: Int { columnCount * columnStep - (hasCaptions ? Self.captionGap : 0) }

  /// The width between the margins, at least enough for most of the heading.
  private var width: Int {
    max(labelWidth + tilesWidth, min(PixelFont.width(of: sheet.heading, scale: Self.textScale), 480))
  }

  private var title: [String] {
    PixelFont.wrapped(sheet.heading, toWidth: width, lineCount: 2, scale: Self.textScale)
  }

  private var titleHeight: Int { title.isEmpty ? 0 : title.count * Self.lineHeight + Self.bandGap }

  private var bands: [PlacedBand] {
    sheet.bands.map { band in
      PlacedBand(
        label: band.label,
        heading: PixelFont.wrapped(
          band.heading ?? "", toWidth: width, lineCount: 3, scale: Self.textScale),
        rows: rows(of: band))
    }
  }

  var size: Size { size(of: bands) }

  private func size(of bands: [PlacedBand]) -> Size {
    let height = bands.reduce(0) { $0 + $1.height } + Self.bandGap * max(0, bands.count - 1)
    return Size(width: width + 2 * Self.margin, height: titleHeight + height + 2 * Self.margin)
  }

  func image() -> Image {
    let bands = bands
    var canvas = DrawingCanvas(size: size(of: bands), colour: PictureStyle.page)
    write(title, x: Self.margin, y: Self.margin, on: &canvas)
    var top = Self.margin + titleHeight
    for band in bands {
      write(band.heading, x: Self.margin, y: top, on: &canvas)
      var y = top + band.headingHeight
      let label = band.label.map {
        PixelFont.truncated($0, toWidth: labelWidth - Self.margin, scale: Self.textScale)
      }
      write(Array(label.prefix(1)), x: Self.margin, y: y, on: &canvas)
      write(
        Array(label.dropFirst()), x: Self.margin, y: y + Self.lineHeight, PictureStyle.quietInk, on: &canvas)
      for row in band.rows {
        draw(row, top: y, on: &canvas)
        y += row.height
      }
      top += band.height + Self.bandGap
    }
    return canvas.image
  }

  private func draw(_ row: Row, top: Int, on canvas: inout DrawingCanvas) {
    for (column, tile) in row.tiles.enumerated() {
      let x = Self.margin + labelWidth + column * columnStep
      let picture = Image(
        size: sheet.exampleSize, channels: sheet.channels, samples: .eightBit(tile.bytes))
      canvas.draw(picture, x: x, y: top, scale: sheet.scale)
      for (number, line) in row.captions[column].enumerated() {
        canvas.write(
          line.text, x: x, y: top + pictureSize.height + Self.bandGap + number * Self.lineHeight, line.colour,
          scale: Self.textScale)
      }
    }
  }

  private func write(
    _ lines: [String], x: Int, y: Int, _ colour: Colour = PictureStyle.ink, on canvas: inout DrawingCanvas
  ) {
    for (number, line) in lines.enumerated() {
      canvas.write(line, x: x, y: y + number * Self.lineHeight, colour, scale: Self.textScale)
    }
  }
}
