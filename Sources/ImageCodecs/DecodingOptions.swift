internal import CImageCodecs
public import ImageCore

/// The files that a decoder accepts, and the size at which it decodes them.
public struct DecodingOptions: Sendable, Hashable {
  /// The largest number of pixels of a picture, unless another limit is given: 268 million.
  public static let usualPixelLimit = 268_000_000

  /// The largest width and height, in pixels, of a picture: the most that a JPEG's header can say. Scans of posters
  /// and panoramas stay below it.
  public static let sideLimit = 65_535

  /// The largest ratio of a picture's longer side to its shorter one. Panoramas and scans of film strips reach 50,
  /// pictures of whole web pages 130.
  public static let aspectLimit = 200

  /// The largest number of pixels that a picture may have by its header; default: 268 million.
  ///
  /// A pixel takes at most 8 bytes of memory, and another 8 while a progressive JPEG is decoded.
  public var pixelLimit: Int

  /// Whether a JPEG is accepted, with a warning, if some of its data are missing or contradict themselves.
  ///
  /// The missing part is then filled in, mostly grey. At least some rows must be there. A PNG's checksums leave
  /// nothing to guess, so a damaged PNG is never accepted, nor is a damaged file of another format.
  public var acceptsTruncated: Bool

  /// The size, in pixels, to which a JPEG may be shrunk while it is decoded, but not below; nil to decode it whole.
  ///
  /// Shrinking is fast, and does not give quite the same picture as reducing the whole one. The target is compared
  /// with the stored picture, before it is turned upright. Other formats are always decoded whole.
  public var shrinkTarget: Size?

  /// Whether colours of a profile other than sRGB's are converted to sRGB, by lcms2 with its perceptual intent.
  ///
  /// CMYK and linear light are not, nor what a damaged profile describes; a warning then says so.
  public var convertsColours: Bool

  /// Whether this build of the program has lcms2, without which no colours are converted.
  public static var canConvertColours: Bool { fm_can_convert_colours() }

  /// - Precondition: `shrinkTarget` is at least 1x1.
  public init(
    pixelLimit: Int = usualPixelLimit, acceptsTruncated: Bool = false, shrinkTarget: Size? = nil,
    convertsColours: Bool = false
  ) {
    if let shrinkTarget {
      precondition(shrinkTarget.width > 0 && shrinkTarget.height > 0, "a target has at least one pixel")
    }
    self.pixelLimit = pixelLimit
    self.acceptsTruncated = acceptsTruncated
    self.shrinkTarget = shrinkTarget
    self.convertsColours = convertsColours
  }
}

/// Checks a picture's size, as given in its header, against the limits of pixels, sides and aspect ratio.
///
/// - Throws: `tooLarge` if the picture is beyond one of them.
func check(_ size: Size, _ format: FileFormat, against pixelLimit: Int) throws(DecodingError) {
  let (short, long) = (min(size.width, size.height), max(size.width, size.height))
  // Sides from files have up to 32 bits, so that their product may have 64.
  let (pixelCount, overflows) = size.width.multipliedReportingOverflow(by: size.height)
  guard !overflows, pixelCount <= pixelLimit else {
    let count = overflows ? "more than \(Int.max)" : "\(pixelCount)"
    throw DecodingError(
      code: .tooLarge,
      message: "the \(format) is \(size), which is \(count) pixels; the limit is \(pixelLimit)",
      remedy: "reduce the picture, or raise the limit")
  }
  guard long <= DecodingOptions.sideLimit else {
    throw DecodingError(
      code: .tooLarge,
      message: "the \(format) is \(size); a side of a photo has at most \(DecodingOptions.sideLimit) pixels",
      remedy: "reduce the picture, or cut out the product")
  }
  guard long <= max(short, 1) * DecodingOptions.aspectLimit else {
    throw DecodingError(
      code: .tooLarge,
      message:
        "the \(format) is \(size); a photo is at most \(DecodingOptions.aspectLimit) times as long as it is wide",
      remedy: "cut out the product, or remove the file")
  }
}

/// Returns the eighths of its size, 1...8, at which a JPEG is decoded so that neither side is below the target's.
///
/// With d the integer part of the smaller of the two ratios of stored size to target, libjpeg is asked for 1/d and
/// takes the smallest number n of eighths with n d >= 8. A picture below the target (d = 0) is decoded whole.
func eighths(storedSize: Size, shrinkTarget: Size?) -> Int {
  guard let target = shrinkTarget else { return 8 }
  let divisor = min(storedSize.width / target.width, storedSize.height / target.height)
  return divisor == 0 ? 8 : (8 + divisor - 1) / divisor
}

/// Returns the size, in pixels, at which libjpeg decodes with that many eighths: each side is rounded up.
func decodedSize(storedSize: Size, eighths: Int) -> Size {
  Size(width: (storedSize.width * eighths + 7) / 8, height: (storedSize.height * eighths + 7) / 8)
}
