public import ImageCore

/// Information about a photo, beyond its pixels, that stages need.
public struct StageContext: Hashable, Sendable {
  /// Whether the decoder shrank the photo while reading it, so that a thumbnail is made whatever the decoded size.
  public var isShrunkOnLoad: Bool
  /// Whether the background of the photo is to be measured.
  public var measuresBackground: Bool
  /// Whether `stretch` is to measure the contrast that it takes away.
  public var measuresContrast: Bool
  /// Whether `isolate` is to keep the mask of the product, to be shown.
  public var keepsMask: Bool
  /// The largest number of pixels that the picture after a stage may have; default: 268 million.
  public var pixelLimit: Int

  public init(
    isShrunkOnLoad: Bool = false, measuresBackground: Bool = false, measuresContrast: Bool = false,
    keepsMask: Bool = false, pixelLimit: Int = 268_000_000
  ) {
    self.isShrunkOnLoad = isShrunkOnLoad
    self.measuresBackground = measuresBackground
    self.measuresContrast = measuresContrast
    self.keepsMask = keepsMask
    self.pixelLimit = pixelLimit
  }
}

/// A record of what the stages did to a photo.
public struct StageRecord: Hashable, Sendable {
  /// What the product stands on in the photo; nil if it was not measured.
  public var background: PhotoBackground?
  /// The size, in pixels, to which `thumbnail` or `isolate` reduced the photo; nil if it was not reduced.
  public var thumbnail: Size?
  /// What `isolate` found; nil if no stage isolates.
  public var isolation: ProductIsolation.Summary?
  /// Which pixels of the reduced photo `isolate` took for the product, by rows; nil unless the context asks for it, or
  /// if the photo was kept as it is.
  public var productMask: [Bool]?
  /// The part that `unframe`, `trim` or `isolate` kept, in pixels of the picture before the first of them; nil if no
  /// stage crops.
  public var crop: Rectangle?
  /// Whether `trim` or `isolate` found nothing but background.
  public var foundNothing = false
  /// The smallest and largest byte before `stretch`, which show how pale the product was; nil if no stage stretches.
  public var levels: ClosedRange<UInt8>?
  /// The contrast before `stretch`, 0...255; nil if it was not measured.
  public var contrast: Double?

  public init() {}
}
