public import ImageCore

/// Many small pictures on one: bands one below the other, each with a label at the left and rows of tiles.
///
/// Pictures are enlarged by a whole factor. Those without captions stand close together, as on Fashion-MNIST's own
/// sheet; captions stand below their pictures, and the longest one decides how high all tiles of its row are.
public struct ContactSheet: Sendable {
  /// One picture.
  public struct Tile: Hashable, Sendable {
    /// Its bytes, row by row, channels interleaved.
    public var bytes: [UInt8]
    /// Lines below the picture: the first in ink, the others quieter. Wrapped where they are too long.
    public var captions: [String]

    public init(bytes: [UInt8], captions: [String] = []) {
      self.bytes = bytes
      self.captions = captions
    }
  }

  /// Tiles that belong together.
  public struct Band: Hashable, Sendable {
    /// Lines at the left of the tiles; the first in ink, the others quieter. May be empty.
    public var label: [String]
    /// A line above the tiles; nil for none.
    public var heading: String?
    public var tiles: [Tile]

    public init(label: [String] = [], heading: String? = nil, tiles: [Tile]) {
      self.label = label
      self.heading = heading
      self.tiles = tiles
    }
  }

  /// What the sheet shows, in a line.
  public var heading: String
  /// Of every picture.
  public var itemSize: Size
  public var channels: Image.Channels
  public var bands: [Band]
  /// How many pixels wide and high a picture's pixel becomes.
  public var scale: Int
  /// Tiles in a row.
  public var columnCount: Int

  /// - Precondition: `scale` and `columnCount` are at least 1, and every tile has the bytes of one picture.
  public init(
    heading: String, itemSize: Size, channels: Image.Channels, bands: [Band], scale: Int, columnCount: Int
  ) {
    precondition(scale > 0 && columnCount > 0, "a sheet has columns of pictures that can be seen")
    precondition(
      bands.allSatisfy {
        $0.tiles.allSatisfy { $0.bytes.count == itemSize.pixelCount * channels.rawValue }
      }, "all pictures of a sheet have one size")
    self.heading = heading
    self.itemSize = itemSize
    self.channels = channels
    self.bands = bands
    self.scale = scale
    self.columnCount = columnCount
  }

  /// Of the sheet as a picture.
  public var size: Size { ContactSheetLayout(self).size }

  /// The sheet as one 8-bit RGB picture.
  public func image() -> Image { ContactSheetLayout(self).image() }
}
