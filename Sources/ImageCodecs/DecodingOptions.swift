public import ImageCore

/// What a decoder takes, and how large it makes it.
public struct DecodingOptions: Sendable, Hashable {
  /// The most pixels that a picture may have, by its header; 268 million unless set.
  ///
  /// A pixel takes at most 8 bytes, and another 6 while a progressive JPEG is decoded.
  public var pixelLimit: Int

  /// Whether a JPEG is taken, with a warning, whose data are missing in part or contradict themselves.
  ///
  /// What is missing is then made up, mostly grey. Some rows must be there. A PNG's checksums leave nothing to
  /// guess, so a damaged PNG is never taken.
  public var acceptsTruncated: Bool

  /// If set, a JPEG may be decoded at a fraction of its size that is not below this one: fast, and not quite the
  /// picture that reducing the whole one gives.
  ///
  /// Measured against the stored picture, before it is turned upright. PNGs come whole.
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
