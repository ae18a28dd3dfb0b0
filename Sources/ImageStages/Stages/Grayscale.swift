internal import CKernels
public import ImageCore

/// Makes the picture one channel of 8 bits: Rec. 709 luma of the coded values, cut to bytes.
///
/// A pixel becomes floor(Q(0.212656 R + 0.715158 G + 0.072186 B) / 257), computed from 16-bit samples, with Q
/// rounding to the nearest sample: the fraction is cut off, not rounded.
public struct Grayscale: Stage, Hashable {
  public static let description = StageDescription(
    name: "grayscale",
    summary: "one channel of 8 bits: Rec. 709 luma of the coded values, the fraction cut off")

  public init() {}

  public init(_ arguments: StageArguments) {}

  public var values: [ParameterValue] { [] }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    lumaImage(of: image).cutToBytes
  }

  /// Returns the luma at 16 bits, before the cut to bytes; a grey picture is its own luma.
  package func lumaImage(of image: Image) -> Image {
    guard image.channels == .rgb else { return image }
    let count = image.size.pixelCount
    let grey = unsafe [UInt16](unsafeUninitializedCapacity: count) { grey, greyCount in
      unsafe fm_luma(image.sixteenBitSamples, count, grey.baseAddress.unsafelyUnwrapped)
      greyCount = count
    }
    return Image(size: image.size, channels: .grey, samples: .sixteenBit(grey))
  }
}
