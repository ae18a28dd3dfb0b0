public import ImageCore

/// Photos stage by stage, like Figure 1 of the Fashion-MNIST paper: a row a photo, a tile a stage.
///
/// Every picture is enlarged by a whole factor, pixel by pixel, so that what a stage did can be seen; those that are
/// larger than a tile are reduced by picking pixels. Tiles stand on light grey, because pictures are white or black at
/// their edges.
public struct StageStrip: Sendable {
  private let rows: [[Image]]
  private let tileSide: Int
  private static let gap = 8
  private static let ground: UInt8 = 232

  /// - Parameters:
  ///   - rows: for each photo its pictures, the first stage's first; at least one in all.
  ///   - tileSide: width and height of a tile in pixels, 28...1024.
  public init(rows: [[Image]], tileSide: Int = 168) {
    precondition(rows.contains { !$0.isEmpty }, "a strip shows something")
    precondition((28...1024).contains(tileSide), "a tile has 28 to 1024 pixels")
    self.rows = rows
    self.tileSide = tileSide
  }

  /// The strip as one 8-bit RGB picture.
  public func image() -> Image {
    let columnCount = rows.map(\.count).max() ?? 1
    let step = tileSide + Self.gap
    let size = Size(width: columnCount * step + Self.gap, height: rows.count * step + Self.gap)
    var bytes = [UInt8](repeating: Self.ground, count: size.pixelCount * 3)
    for (row, pictures) in rows.enumerated() {
      for (column, picture) in pictures.enumerated() {
        draw(
          picture, into: &bytes, width: size.width, left: Self.gap + column * step, top: Self.gap + row * step
        )
      }
    }
    return Image(size: size, channels: .rgb, samples: .eightBit(bytes))
  }

  /// The picture in the middle of the tile whose upper left corner is given.
  private func draw(_ picture: Image, into bytes: inout [UInt8], width: Int, left: Int, top: Int) {
    let shown = shownSize(of: picture.size)
    let samples = picture.eightBitSamples
    let channels = picture.channels.rawValue
    let x0 = left + (tileSide - shown.width) / 2
    let y0 = top + (tileSide - shown.height) / 2
    for y in 0..<shown.height {
      let row = y * picture.height / shown.height
      for x in 0..<shown.width {
        let source = (row * picture.width + x * picture.width / shown.width) * channels
        let target = ((y0 + y) * width + x0 + x) * 3
        for channel in 0..<3 { bytes[target + channel] = samples[source + min(channel, channels - 1)] }
      }
    }
  }

  private func shownSize(of size: Size) -> Size {
    let longest = max(size.width, size.height)
    if longest <= tileSide {
      let factor = tileSide / longest
      return Size(width: size.width * factor, height: size.height * factor)
    }
    return Size(
      width: max(1, size.width * tileSide / longest), height: max(1, size.height * tileSide / longest))
  }
}
