public import ImageCore

/// What the stages did to one photo, beyond the pixels.
public struct Trace: Hashable, Sendable {
  /// Whether the decoder reduced the photo while reading it, so that a thumbnail is due whatever size arrives.
  public var isShrunkOnLoad: Bool
  /// The size that `thumbnail` reduced the photo to; nil if it passed untouched.
  public var thumbnail: Size?
  /// The part that `trim` kept, in pixels of the picture that it saw; nil if no stage trims.
  public var crop: Rectangle?
  /// Whether `trim` found nothing but background.
  public var foundNothing = false
  /// The smallest and largest byte that `stretch` saw: how pale the product was before.
  public var levels: ClosedRange<UInt8>?
  /// Whether `stretch` is to measure the contrast that it takes away.
  public var measuresContrast: Bool
  /// The contrast before `stretch`, if it was to be measured.
  public var contrast: Double?

  public init(isShrunkOnLoad: Bool = false, measuresContrast: Bool = false) {
    self.isShrunkOnLoad = isShrunkOnLoad
    self.measuresContrast = measuresContrast
  }
}
