package import ImageCodecs
package import ImageCore

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Many small pictures of one size in one large picture, which a page embeds once as PNG and shows parts of.
package struct Atlas: Sendable {
  /// The size of each tile in pixels.
  package let tile: Size
  package let columnCount: Int
  package let tileCount: Int
  /// The PNG file of the whole picture.
  package let png: [UInt8]

  /// - Parameter tiles: the bytes of each picture, row-major, grey or interleaved RGB as `channels` says.
  /// - Throws: `EncodingError` if there is not enough memory.
  package init(tiles: [ArraySlice<UInt8>], tile: Size, channels: Image.Channels) throws(EncodingError) {
    self.tile = tile
    tileCount = tiles.count
    columnCount = max(1, Int(Double(tiles.count).squareRoot().rounded(.up)))
    let rowCount = max(1, (tiles.count + columnCount - 1) / columnCount)
    let size = Size(width: columnCount * tile.width, height: rowCount * tile.height)
    let lineLength = tile.width * channels.rawValue
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size.pixelCount * channels.rawValue)
    for row in 0..<rowCount {
      for line in 0..<tile.height {
        for column in 0..<columnCount {
          let number = row * columnCount + column
          if number < tiles.count {
            let start = tiles[number].startIndex + line * lineLength
            bytes += tiles[number][start..<(start + lineLength)]
          } else {
            bytes.append(contentsOf: repeatElement(0, count: lineLength))
          }
        }
      }
    }
    png = try ImageEncoder.png(Image(size: size, channels: channels, samples: .eightBit(bytes)))
  }

  /// Returns the column and row of a tile, counted in tiles from the upper left.
  package func place(of number: Int) -> (column: Int, row: Int) {
    (number % columnCount, number / columnCount)
  }

  /// The whole picture as a `data:` URL.
  var dataURL: String { Self.dataURL(png: png) }

  static func dataURL(png: [UInt8]) -> String {
    "data:image/png;base64," + base64(png)
  }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
