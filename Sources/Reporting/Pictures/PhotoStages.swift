public import ImageCore

/// A photo after each stage of a pipeline.
public struct PhotoStages: Hashable, Sendable {
  /// The name of the photo, such as its path.
  public var photo: String
  /// A remark about the photo, such as its crop; may be empty.
  public var caption: String
  /// The tiles in the order of the pipeline's stages.
  public var tiles: [StageTile]

  public init(photo: String, caption: String = "", tiles: [StageTile]) {
    self.photo = photo
    self.caption = caption
    self.tiles = tiles
  }
}

/// The result of one stage of a pipeline for a photo.
public struct StageTile: Hashable, Sendable {
  /// The stage's name in pipeline files.
  public var name: String
  /// The stage's parameters in a few words, those that differ from their defaults first; may be empty.
  public var parameters: String
  /// The size and channels of the picture in words, such as `51x73 rgb`.
  public var size: String
  public var picture: Image
  /// The part of the picture that a later stage keeps, in pixels of the picture; nil for all of it.
  public var crop: Rectangle?
  /// What was taken for the product; nil if that is not known.
  public var mask: Mask?

  /// The pixels of a product in a picture that may be smaller than the tile's.
  public struct Mask: Hashable, Sendable {
    public var size: Size
    /// By rows: whether a pixel belongs to the product.
    public var isProduct: [Bool]

    public init(size: Size, isProduct: [Bool]) {
      precondition(isProduct.count == size.pixelCount, "a mask says something about every pixel")
      self.size = size
      self.isProduct = isProduct
    }
  }

  public init(name: String, parameters: String, size: String, picture: Image, crop: Rectangle? = nil) {
    self.name = name
    self.parameters = parameters
    self.size = size
    self.picture = picture
    self.crop = crop
  }

  /// The picture, with what the mask does not take for the product faded.
  var shownPicture: Image {
    guard let mask else { return picture }
    let channels = picture.channels.rawValue
    var bytes = picture.eightBitSamples
    for y in 0..<picture.height {
      let row = y * mask.size.height / picture.height * mask.size.width
      for x in 0..<picture.width where !mask.isProduct[row + x * mask.size.width / picture.width] {
        let start = (y * picture.width + x) * channels
        // A quarter of the photo stays, so that what was cut off can still be recognised.
        for index in start..<start + channels { bytes[index] = UInt8((UInt32(bytes[index]) + 3 * 235) / 4) }
      }
    }
    return Image(size: picture.size, channels: picture.channels, samples: .eightBit(bytes))
  }
}
