public import ImageCore

/// Information about a photo, beyond its pixels, that stages need.
public struct StageContext: Hashable, Sendable {
  /// Whether the decoder shrank the photo while reading it, so that a thumbnail is made whatever the decoded size.
  public var isShrunkOnLoad: Bool
  /// Whether `stretch` is to measure the contrast that it takes away.
  public var measuresContrast: Bool
  /// The largest number of pixels that the picture after a stage may have; default: 268 million.
  public var pixelLimit: Int

  public init(
    isShrunkOnLoad: Bool = false, measuresContrast: Bool = false, pixelLimit: Int = 268_000_000
  ) {
    self.isShrunkOnLoad = isShrunkOnLoad
    self.measuresContrast = measuresContrast
    self.pixelLimit = pixelLimit
  }
}

/// A record of what the stages did to a photo.
public struct StageRecord: Hashable, Sendable {
  /// The size, in pixels, to which `thumbnail` reduced the photo; nil if it was not reduced.
  public var thumbnail: Size?
  /// The part that `trim` kept, in pixels of the picture before `trim`; nil if no stage trims.
  public var crop: Rectangle?
  /// Whether `trim` found nothing but background.
  public var foundNothing = false
  /// The smallest and largest byte before `stretch`, which show how pale the product was; nil if no stage stretches.
  public var levels: ClosedRange<UInt8>?
  /// The contrast before `stretch`, 0...255; nil if it was not measured.
  public var contrast: Double?

  public init() {}
}
