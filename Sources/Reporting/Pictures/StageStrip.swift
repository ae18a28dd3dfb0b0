public import ImageCore

/// Photos stage by stage, like Figure 1 of the Fashion-MNIST paper: a row a photo, a tile a stage.
///
/// Every picture is enlarged by a whole factor, pixel by pixel, so that what a stage did can be seen; those that are
/// larger than a tile are reduced by averaging. Above stand the stages' names and parameters, above each row the
/// photo's name, below each picture its size. What trim keeps is framed.
public struct StageStrip: Sendable {
  private let photos: [PhotoStages]
  private let tileSide: Int
  private let textScale: Int

  /// - Parameters:
  ///   - photos: a row each; at least one tile in all. All went through the same stages.
  ///   - tileSide: width and height of a tile in pixels, 28...1024.
  public init(_ photos: [PhotoStages], tileSide: Int = 168) {
    precondition(photos.contains { !$0.tiles.isEmpty }, "a strip shows something")
    precondition((28...1024).contains(tileSide), "a tile has 28 to 1024 pixels")
    self.photos = photos
    self.tileSide = tileSide
    textScale = tileSide < 96 ? 1 : 2
  }

  private static let maximumParameterLineCount = 3
  private var margin: Int { 8 * textScale }
  private var gap: Int { 4 * textScale }
  private var lineHeight: Int { PixelFont.lineHeight * textScale }
  private var columnStep: Int { tileSide + gap }
  private var columns: [StageTile] { photos.max { $0.tiles.count < $1.tiles.count }?.tiles ?? [] }
  /// From the top of a row's heading to the next one's.
  private var rowHeight: Int { 2 * lineHeight + tileSide + margin }

  /// The strip as one 8-bit RGB picture.
  public func image() -> Image {
    let columns = columns
    let parameters = columns.map {
      PixelFont.wrapped(
        $0.parameters, toWidth: tileSide, lineCount: Self.maximumParameterLineCount, scale: textScale)
    }
    let headerHeight = (1 + (parameters.map(\.count).max() ?? 0)) * lineHeight + margin / 2
    var canvas = Canvas(
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

  /// A row: its heading, its tiles, their sizes.
  private func draw(_ photo: PhotoStages, top: Int, on canvas: inout Canvas) {
    writeHeading(of: photo, top: top, on: &canvas)
    for (column, tile) in photo.tiles.enumerated() {
      let frame = Rectangle(
        x: margin + column * columnStep, y: top + lineHeight, width: tileSide, height: tileSide)
      canvas.fill(frame, PictureStyle.tile)
      let place = canvas.draw(tile.picture, in: frame)
      if let crop = tile.crop {
        canvas.outline(
          crop.placed(from: tile.picture.size, at: place), PictureStyle.mark, thickness: textScale)
      }
      write(
        tile.size, x: frame.x, y: frame.y + tileSide + gap, width: tileSide, PictureStyle.quietInk,
        on: &canvas)
    }
  }

  /// The photo's name with the caption behind it. Of a path that is too long the end is kept: it is what tells photos
  /// apart.
  private func writeHeading(of photo: PhotoStages, top: Int, on canvas: inout Canvas) {
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
    _ text: String, x: Int, y: Int, width: Int, _ colour: Colour, on canvas: inout Canvas
  ) {
    canvas.write(
      PixelFont.truncated(text, toWidth: width, scale: textScale), x: x, y: y, colour, scale: textScale)
  }
}
