public import ImageCore

/// Photos stage by stage, like Figure 1 of the Fashion-MNIST paper: one row per photo, one tile per stage.
///
/// Every picture is enlarged by a whole factor, pixel by pixel, so that the effect of each stage is visible; pictures
/// larger than a tile are reduced by averaging. The stages' names and parameters are at the top, the photo's name above
/// each row, the picture's size below each picture. A frame marks the part that trim keeps.
public struct StageStrip: Sendable {
  private let photos: [PhotoStages]
  private let tileSide: Int
  private let textScale: Int

  /// - Parameters:
  ///   - photos: the photos, one per row, with at least one tile in all. All have the same stages.
  ///   - tileSide: the width and height of a tile in pixels, 28...1024.
  public init(_ photos: [PhotoStages], tileSide: Int = 168) {
    precondition(photos.contains { !$0.tiles.isEmpty }, "a strip shows something")
    precondition((28...1024).contains(tileSide), "a tile has 28 to 1024 pixels")
    self.photos = photos
    self.tileSide = tileSide
    let captions = photos.flatMap(\.tiles).flatMap { [$0.name, $0.size] }
    let isLarge = tileSide >= 96 && captions.allSatisfy { PixelFont.width(of: $0, scale: 2) <= tileSide }
    textScale = isLarge ? 2 : 1
  }

  private static let maximumParameterLineCount = 12
  private var margin: Int { 8 * textScale }
  private var gap: Int { 4 * textScale }
  private var lineHeight: Int { PixelFont.lineHeight * textScale }
  private var columnStep: Int { tileSide + gap }
  private var columns: [StageTile] { photos.max { $0.tiles.count < $1.tiles.count }?.tiles ?? [] }
  /// The distance from the top of a row's heading to the next one in pixels.
  private var rowHeight: Int { 2 * lineHeight + tileSide + margin }

  /// Returns the strip as one 8-bit RGB picture.
  public func image() -> Image {
    let columns = columns
    let parameters = columns.map {
      PixelFont.wrapped(
        $0.parameters, toWidth: tileSide, lineCount: Self.maximumParameterLineCount, scale: textScale)
    }
    let headerHeight = (1 + (parameters.map(\.count).max() ?? 0)) * lineHeight + margin / 2
    var canvas = DrawingCanvas(
      size: Size(
        width: 2 * margin + columns.count * columnStep - gap,
        height: margin + headerHeight + photos.count * rowHeight),
      colour: PictureStyle.page)
    for (column, tile) in columns.enumerated() {
      let x = margin + column * columnStep
      write(tile.name, x: x, y: margin, width: tileSide, PictureStyle.ink, on: &canvas)
      for (number, line) in parameters[column].enumerated() {
        write(
          line, x: x, y: margin + (number + 1) * lineHeight, width: tileSide, PictureStyle.quietInk,
          on: &canvas)
      }
    }
    for (row, photo) in photos.enumerated() {
      draw(photo, top: margin + headerHeight + row * rowHeight, on: &canvas)
    }
    return canvas.image
  }

  /// Draws a row: its heading, its tiles and their sizes.
  private func draw(_ photo: PhotoStages, top: Int, on canvas: inout DrawingCanvas) {
    writeHeading(of: photo, top: top, on: &canvas)
    for (column, tile) in photo.tiles.enumerated() {
      let frame = Rectangle(
        x: margin + column * columnStep, y: top + lineHeight, width: tileSide, height: tileSide)
      canvas.fill(frame, PictureStyle.tile)
      let place = canvas.draw(tile.shownPicture, in: frame)
      if let crop = tile.crop {
        canvas.outline(
          crop.placed(from: tile.picture.size, at: place), PictureStyle.mark, thickness: textScale)
      }
      write(
        tile.size, x: frame.x, y: frame.y + tileSide + gap, width: tileSide, PictureStyle.quietInk,
        on: &canvas)
    }
  }

  /// Draws the photo's name followed by the caption. A path that is too long loses its beginning, because the end
  /// identifies the photo.
  private func writeHeading(of photo: PhotoStages, top: Int, on canvas: inout DrawingCanvas) {
    let width = canvas.size.width - 2 * margin
    let space = 6 * textScale
    let caption = PixelFont.truncated(photo.caption, toWidth: width, scale: textScale)
    let captionWidth = PixelFont.width(of: caption, scale: textScale)
    let name = PixelFont.truncatedAtTheBeginning(
      photo.photo, toWidth: width - (caption.isEmpty ? 0 : captionWidth + space), scale: textScale)
    let nameWidth = canvas.write(name, x: margin, y: top, PictureStyle.ink, scale: textScale)
    canvas.write(
      caption, x: margin + nameWidth + (name.isEmpty ? 0 : space), y: top, PictureStyle.quietInk,
      scale: textScale)
  }

  private func write(
    _ text: String, x: Int, y: Int, width: Int, _ colour: Colour, on canvas: inout DrawingCanvas
  ) {
    canvas.write(
      PixelFont.truncated(text, toWidth: width, scale: textScale), x: x, y: y, colour, scale: textScale)
  }
}
