/// A decoded photo before it is made an upright 8-bit RGB picture: the input of the `decode` stage.
///
/// Samples are in the order of `Image`, row by row and pixel by pixel, at the file's own depth: samples of 1, 2 and
/// 4 bits are spread to 8 (times 255, 85, 17), 8 bits stay as they are, 16 bits are in the machine's byte order.
public struct DecodedImage: Sendable, Equatable {
  /// The samples of one pixel and their order.
  public enum Kind: Sendable {
    case grey
    case greyAlpha
    case rgb
    case rgbAlpha
    /// The four bytes of a CMYK JPEG, as libjpeg gives them for CMYK output; the `decode` stage inverts them.
    case cmyk

    public var samplesPerPixel: Int {
      switch self {
      case .grey: 1
      case .greyAlpha: 2
      case .rgb: 3
      case .rgbAlpha, .cmyk: 4
      }
    }
  }

  /// The size as stored, before the picture is turned upright.
  public let size: Size
  public let kind: Kind
  public let samples: Image.Samples
  public let orientation: Orientation
  /// Whether the file says that its colours are linear light (PNG with a gAMA above 0.75 and no sRGB).
  public let isLinear: Bool

  /// - Precondition: `size` is at least 1x1 and `samples` holds width x height x samples-per-pixel samples.
  public init(
    size: Size, kind: Kind, samples: Image.Samples, orientation: Orientation = .upright,
    isLinear: Bool = false
  ) {
    precondition(size.width > 0 && size.height > 0, "a picture has at least one pixel")
    precondition(
      samples.count == size.pixelCount * kind.samplesPerPixel,
      "a decoded picture has width x height x samples-per-pixel samples")
    self.size = size
    self.kind = kind
    self.samples = samples
    self.orientation = orientation
    self.isLinear = isLinear
  }
}

extension DecodedImage {
  /// Whether some pixels are more transparent than opaque, and others not, as in a picture of a cut-out product.
  public var isCutOut: Bool {
    guard kind == .greyAlpha || kind == .rgbAlpha else { return false }
    let stride = kind.samplesPerPixel
    switch samples {
    case .eightBit(let samples): return Self.isMixed(samples, every: stride)
    case .sixteenBit(let samples): return Self.isMixed(samples, every: stride)
    }
  }

  /// Whether some of the last samples of pixels are above half of the largest value, and others not.
  private static func isMixed<Sample: FixedWidthInteger>(_ samples: [Sample], every stride: Int) -> Bool {
    var (hasOpaque, hasTransparent) = (false, false)
    for index in Swift.stride(from: stride - 1, to: samples.count, by: stride) {
      if samples[index] > Sample.max / 2 { hasOpaque = true } else { hasTransparent = true }
      if hasOpaque && hasTransparent { return true }
    }
    return false
  }
}
