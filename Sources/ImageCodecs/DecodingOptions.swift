public import ImageCore

/// The files that a decoder accepts, and the size at which it decodes them.
public struct DecodingOptions: Sendable, Hashable {
  /// The largest number of pixels that a picture may have by its header; default: 268 million.
  ///
  /// A pixel takes at most 8 bytes of memory, and another 6 while a progressive JPEG is decoded.
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

  /// - Precondition: `shrinkTarget` is at least 1x1.
  public init(pixelLimit: Int = 268_000_000, acceptsTruncated: Bool = false, shrinkTarget: Size? = nil) {
    if let shrinkTarget {
      precondition(shrinkTarget.width > 0 && shrinkTarget.height > 0, "a target has at least one pixel")
    }
    self.pixelLimit = pixelLimit
    self.acceptsTruncated = acceptsTruncated
    self.shrinkTarget = shrinkTarget
  }
}

/// Checks a picture's size, as given in its header, against the limit.
///
/// - Throws: `tooLarge` if the picture has more pixels than the limit.
func check(_ size: Size, _ format: FileFormat, against pixelLimit: Int) throws(DecodingError) {
  // Sides from files have up to 32 bits, so that their product may have 64.
  let (pixelCount, overflows) = size.width.multipliedReportingOverflow(by: size.height)
  guard overflows || pixelCount > pixelLimit else { return }
  let count = overflows ? "more than \(Int.max)" : "\(pixelCount)"
  throw DecodingError(
    code: .tooLarge,
    message: "the \(format) is \(size), which is \(count) pixels; the limit is \(pixelLimit)",
    remedy: "reduce the picture, or raise the limit")
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
