public import ImageCore

/// What the header of a photo's file says, before anything is allocated for its pixels.
public struct PhotoHeader: Sendable, Hashable {
  public let format: FileFormat
  /// The size of the stored picture in pixels, before shrinking and before turning upright.
  public let storedSize: Size
  /// The size in pixels at which the picture will be decoded; smaller than `storedSize` only if shrinking was asked
  /// for.
  public let decodedSize: Size
  public let kind: DecodedImage.Kind
  public let orientation: Orientation
  /// The number of bits of a decoded sample, 8 or 16.
  public let bitsPerSample: Int
  /// The memory, in bytes, that the decoder takes beside the samples until it has finished.
  public let workByteCount: Int

  /// The size of the decoded samples in bytes.
  public var sampleByteCount: Int { decodedSize.pixelCount * kind.samplesPerPixel * (bitsPerSample / 8) }

  /// The size in pixels of the decoded picture when it is upright.
  public var uprightSize: Size {
    orientation.swapsWidthAndHeight
      ? Size(width: decodedSize.height, height: decodedSize.width) : decodedSize
  }
}
