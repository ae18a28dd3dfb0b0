public import ImageCore

/// Many small pictures on one sheet: bands below each other, each with a label at the left and rows of tiles.
///
/// Pictures are enlarged by a whole factor. Pictures without captions have no gaps between them, as on the sheet
/// published with Fashion-MNIST; captions are below their pictures, and the longest caption of a row determines the
/// height of the row.
public struct ContactSheet: Sendable {
  /// A picture with its captions.
  public struct Tile: Hashable, Sendable {
    /// The picture's bytes, row by row, channels interleaved.
    public var bytes: [UInt8]
    /// The captions below the picture, the first in the text colour, the others in grey. Long captions are wrapped.
    public var captions: [String]

    public init(bytes: [UInt8], captions: [String] = []) {
      self.bytes = bytes
      self.captions = captions
    }
  }

  /// A labelled group of tiles.
  public struct Band: Hashable, Sendable {
    /// The lines at the left of the tiles, the first in the text colour, the others in grey. May be empty.
    public var label: [String]
    /// The line above the tiles; nil for none.
    public var heading: String?
    public var tiles: [Tile]

    public init(label: [String] = [], heading: String? = nil, tiles: [Tile]) {
      self.label = label
      self.heading = heading
      self.tiles = tiles
    }
  }

  /// The title of the sheet, one line.
  public var heading: String
  /// The size of each picture in pixels, before enlargement.
  public var exampleSize: Size
  public var channels: Image.Channels
  public var bands: [Band]
  /// The enlargement: the width and height in pixels of one pixel of a picture.
  public var scale: Int
  /// The greatest number of tiles in a row.
  public var columnCount: Int

  /// - Precondition: `scale` and `columnCount` are at least 1, and every tile has the bytes of one picture.
  public init(
    heading: String, exampleSize: Size, channels: Image.Channels, bands: [Band], scale: Int, columnCount: Int
  ) {
    precondition(scale > 0 && columnCount > 0, "a sheet has columns of pictures that can be seen")
    precondition(
      bands.allSatisfy {
        $0.tiles.allSatisfy { $0.bytes.count == exampleSize.pixelCount * channels.rawValue }
      }, "all pictures of a sheet have one size")
    self.heading = heading
    self.exampleSize = exampleSize
    self.channels = channels
    self.bands = bands
    self.scale = scale
    self.columnCount = columnCount
  }

  /// The size of the sheet in pixels.
  public var size: Size { ContactSheetLayout(self).size }

  /// Returns the sheet as one 8-bit RGB picture.
  public func image() -> Image { ContactSheetLayout(self).image() }
}
