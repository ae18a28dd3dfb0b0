internal import CImageKernels
public import ImageCore

/// Sharpens outlines and leaves the rest alone: ImageMagick's `-adaptive-sharpen 1x1`.
///
/// A map of the outlines decides, pixel by pixel, between a 3x3 sharpening kernel and none: the effect that the
/// paper calls "increasing near outlines" has two levels only.
public struct Sharpen: Stage, Hashable {
  public static let description = StageDescription(
    name: "sharpen",
    summary: "sharpen the outlines, adaptively, with radius 1 and sigma 1; leave the rest alone")

  public init() {}

  public init(_ arguments: StageArguments) {}

  public var values: [ParameterValue] { [] }

  public func apply(to image: Image, trace: inout Trace) -> Image {
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
