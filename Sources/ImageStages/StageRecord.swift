public import ImageCore

/// Information about a photo, beyond its pixels, that stages need.
public struct StageContext: Hashable, Sendable {
  /// Whether the decoder shrank the photo while reading it, so that a thumbnail is made whatever the decoded size.
  public var isShrunkOnLoad: Bool
  /// Whether the background of the photo is to be measured.
  public var measuresBackground: Bool
  /// Whether `stretch` is to measure the contrast that it takes away.
  public var measuresContrast: Bool
  /// The largest number of pixels that the picture after a stage may have; default: 268 million.
  public var pixelLimit: Int

  public init(
    isShrunkOnLoad: Bool = false, measuresBackground: Bool = false, measuresContrast: Bool = false,
    pixelLimit: Int = 268_000_000
  ) {
    self.isShrunkOnLoad = isShrunkOnLoad
    self.measuresBackground = measuresBackground
    self.measuresContrast = measuresContrast
    self.pixelLimit = pixelLimit
  }
}

/// A record of what the stages did to a photo.
public struct StageRecord: Hashable, Sendable {
  /// What the product stands on in the photo; nil if it was not measured.
  public var background: PhotoBackground?
  /// The size, in pixels, to which `thumbnail` or `isolate` reduced the photo; nil if it was not reduced.
  public var thumbnail: Size?
  /// How `isolate` found the product; nil if no stage isolates.
  public var isolation: ProductIsolation.Method?
  /// The part that `trim` or `isolate` kept, in pixels of the picture before it; nil if no stage crops.
  public var crop: Rectangle?
  /// Whether `trim` or `isolate` found nothing but background.
  public var foundNothing = false
  /// The smallest and largest byte before `stretch`, which show how pale the product was; nil if no stage stretches.
  public var levels: ClosedRange<UInt8>?
  /// The contrast before `stretch`, 0...255; nil if it was not measured.
  public var contrast: Double?

  public init() {}
}
