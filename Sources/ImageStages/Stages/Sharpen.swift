internal import CKernels
public import ImageCore

/// Sharpens outlines and leaves the rest unchanged, like ImageMagick's `-adaptive-sharpen 1x1`.
///
/// A map of the outlines decides for each pixel whether a 3x3 sharpening kernel is applied: the effect that the paper
/// calls "increasing near outlines" has only two levels.
public struct Sharpen: Stage, Hashable {
  public static let description = StageDescription(
    name: "sharpen",
    summary: "sharpen the outlines, adaptively, with radius 1 and sigma 1; leave the rest alone")

  public init() {}

  public init(_ arguments: StageArguments) {}

  public var values: [ParameterValue] { [] }

  /// Four padded copies of 16 bits and a list of the outlines.
  public var cost: StageCost { StageCost(byteCount: 28, stepCount: 12) }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let source = PaddedLines(image)
    var map = EdgeMap(edgesOf: source)
    map.level()
    map.blur()
    let outlines = map.outlines()

    var sharpened = source
    unsafe source.withInnerSamples { samples in
      unsafe sharpened.withMutableInnerSamples { sharpened in
        unsafe fm_sharpen(
          samples, source.channels.rawValue, source.stride, outlines, outlines.count, sharpened)
      }
    }
    return sharpened.image
  }
}
