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

  // w(u, v) = -exp(-(u*u + v*v) / 2) / (2 pi) at -1...1, with the middle replaced by -2 times the sum of all nine.
  private static let corner = -0.05854983152431917
  private static let side = -0.09653235263005391
  private static let middle = 1.5589673594187752
  /// 1 over the sum of the kernel; it multiplies the sum, not the weights.
  private static let gain = 1.0653727384619966

  public func apply(to image: Image, trace: inout Trace) -> Image {
    let source = PaddedLines(image)
    var map = EdgeMap(edgesOf: source)
    map.level()
    map.blur()
    let outlines = map.outlines()

    var result = image.sixteenBitSamples
    let (channels, stride) = (source.channels, source.stride)
    // Unsafe for speed: an outline's pixel has neighbours on all sides, if only padding.
    unsafe source.samples.withUnsafeBufferPointer { source in
      unsafe result.withUnsafeMutableBufferPointer { result in
        for index in outlines {
          let (row, column) = ((index / stride) - 1, (index % stride) - channels)
          let sharpened = unsafe Self.sharpened(source, at: index, distance: channels, stride: stride)
          let target = row * (stride - 2 * channels) + column
          for channel in 0..<channels {
            unsafe result[target &+ channel] = sample(nearest: sharpened[channel])
          }
        }
      }
    }
    return Image(size: image.size, channels: image.channels, samples: .sixteenBit(result))
  }

  /// The kernel's result for the samples at `index` and the three behind it: all channels of a pixel at once.
  ///
  /// Rows from the top, each from the left: the order of the sum decides its last bit.
  @inline(__always)
  private static func sharpened(
    _ samples: UnsafeBufferPointer<Double>, at index: Int, distance: Int, stride: Int
  ) -> SIMD4<Double> {
    @inline(__always) func four(_ start: Int) -> SIMD4<Double> {
      unsafe SIMD4(samples[start], samples[start &+ 1], samples[start &+ 2], samples[start &+ 3])
    }
    var sum = corner * four(index - stride - distance)
    sum += side * four(index - stride)
    sum += corner * four(index - stride + distance)
    sum += side * four(index - distance)
    sum += middle * four(index)
    sum += side * four(index + distance)
    sum += corner * four(index + stride - distance)
    sum += side * four(index + stride)
    sum += corner * four(index + stride + distance)
    return gain * sum
  }
}
