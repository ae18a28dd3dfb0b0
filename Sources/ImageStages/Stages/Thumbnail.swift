public import ImageCore

/// Reduces large photos to the size of the paper's inputs.
///
/// The paper started from thumbnails of a shop's photos, 51x73 pixels; its later steps pick pixels and sharpen the
/// result, which only makes sense on a thumbnail. A photo wider or higher than `threshold` is reduced to fit `frame`;
/// any other photo is returned unchanged.
public struct Thumbnail: Stage, Hashable {
  public static let description = StageDescription(
    name: "thumbnail",
    summary: "reduce large photos to the size of Fashion-MNIST's thumbnails; small ones pass untouched",
    parameters: [
      Parameter(
        "size", "what large photos are reduced to fit, in pixels", .size(1...4096),
        default: .size(Size(width: 51, height: 73))),
      Parameter(
        "above", "photos wider or higher than this are reduced", .size(1...4096),
        default: .size(Size(width: 102, height: 146))),
      Parameter(
        "filter", "how pixels are mixed", .choice(ResamplingFilter.allCases.map(\.rawValue)),
        default: .choice(ResamplingFilter.lanczos.rawValue)),
    ])

  public let frame: Size
  public let threshold: Size
  public let filter: ResamplingFilter

  /// - Precondition: `threshold` is at least as wide and as high as `frame`.
  public init(
    frame: Size = Size(width: 51, height: 73), above threshold: Size = Size(width: 102, height: 146),
    filter: ResamplingFilter = .lanczos
  ) {
    precondition(
      threshold.width >= frame.width && threshold.height >= frame.height, "the threshold holds the frame")
    self.frame = frame
    self.threshold = threshold
    self.filter = filter
  }

  /// - Throws: `StageError` if `above` is smaller than `size`.
  public init(_ arguments: StageArguments) throws(StageError) {
    let (frame, threshold) = (arguments.size("size"), arguments.size("above"))
    guard threshold.width >= frame.width, threshold.height >= frame.height else {
      throw StageError(
        .invalidValue, parameter: "above",
        "'above' (\(threshold)) is smaller than 'size' (\(frame)) in stage 'thumbnail'; make it at least as large"
      )
    }
    self.init(frame: frame, above: threshold, filter: arguments.choice("filter"))
  }

  public var values: [ParameterValue] { [.size(frame), .size(threshold), .choice(filter.rawValue)] }

  public func size(after size: Size, in context: StageContext) -> Size? {
    let isLarge = size.width > threshold.width || size.height > threshold.height
    return isLarge || context.isShrunkOnLoad ? size.reduced(into: frame) : size
  }

  public var cost: StageCost { Resampling.cost }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    guard let size = size(after: image.size, in: context), size != image.size else { return image }
    // A stage that crops has noted in what its crop is.
    if record.crop == nil { record.thumbnail = size }
    return Resampling.resized(image, to: size, filter: filter)
  }
}
