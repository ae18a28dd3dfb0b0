public import ImageCore

/// The type of a dataset's images: their size, channels and bits per sample.
public struct ExampleType: Hashable, Sendable {
  public var size: Size
  public var channels: Image.Channels
  /// The number of bits per sample; this version supports only 8.
  public var bitsPerSample = 8

  public init(size: Size, channels: Image.Channels) {
    self.size = size
    self.channels = channels
  }

  /// The type of MNIST's images: 28x28 grey.
  public static let mnist = ExampleType(size: Size(width: 28, height: 28), channels: .grey)

  public var pixelCount: Int { size.pixelCount }

  /// The number of samples per pixel: 1 or 3.
  public var channelCount: Int { channels.rawValue }

  /// The number of bytes per image.
  public var byteCount: Int { pixelCount * channelCount }

  /// The dimensions of one image in an IDX file: rows, columns and, for colour images, 3 channels.
  public var dimensions: [Int] { [size.height, size.width] + (channels == .grey ? [] : [channelCount]) }

  /// The number of dimensions of the IDX file of the images: 3, or 4 for colour images.
  public var rank: Int { dimensions.count + 1 }

  /// The name of the channels: `grey` or `colour`.
  public var channelName: String { channels == .grey ? "grey" : "colour" }
}

extension ExampleType {
  /// The longest side of an image, in pixels, that this version supports: two of the largest pictures that a stage
  /// makes. Sheets and charts of images have a place for each pixel.
  package static let largestSide = 8192

  /// The most pixels of an image that this version supports: those of the largest picture that a stage makes.
  package static let largestPixelCount = 1 << 24

  /// Whether images of a size are supported; a side may be 0, in files without images.
  package static func supports(_ size: Size) -> Bool {
    max(size.width, size.height) <= largestSide && size.pixelCount <= largestPixelCount
  }

  /// Makes the type of the images in an IDX file of bytes; nil if this version does not support images of these
  /// dimensions.
  ///
  /// - Parameter dimensions: the dimensions of the whole file: images, rows, columns and, where there is a fourth, 1 or
  ///   3 channels.
  package init?(idxDimensions dimensions: [Int]) {
    guard (3...4).contains(dimensions.count),
      let channels = Image.Channels(rawValue: dimensions.count == 4 ? dimensions[3] : 1)
    else { return nil }
    let size = Size(width: dimensions[2], height: dimensions[1])
    guard Self.supports(size) else { return nil }
    self.init(size: size, channels: channels)
  }
}

extension ExampleType: CustomStringConvertible {
  /// The size and the channels, such as `28x28 grey`.
  public var description: String { "\(size) \(channelName)" }
}

extension ExampleType: Codable {
  private enum Key: String, CodingKey {
    case width, height, channels, bitsPerSample
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let size = Size(
      width: try container.decode(Int.self, forKey: .width),
      height: try container.decode(Int.self, forKey: .height))
    guard let channels = Image.Channels(rawValue: try container.decode(Int.self, forKey: .channels)) else {
      throw DecodingError.dataCorruptedError(
        forKey: .channels, in: container, debugDescription: "an image has 1 or 3 channels")
    }
    self.init(size: size, channels: channels)
    bitsPerSample = try container.decodeIfPresent(Int.self, forKey: .bitsPerSample) ?? 8
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(size.width, forKey: .width)
    try container.encode(size.height, forKey: .height)
    try container.encode(channelCount, forKey: .channels)
    try container.encode(bitsPerSample, forKey: .bitsPerSample)
  }
}
