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
    let source = image.sixteenBitSamples
    let channels = image.channels.rawValue
    var map = EdgeMap(edgesOf: source, size: image.size, channels: channels)
    map.level()
    map.blur()
    let outlines = map.outlines()

    var result = source
    let (width, height, stride) = (image.width, image.height, image.rowStride)
    // Unsafe for speed: nine reads a sample, at offsets limited to the picture.
    unsafe source.withUnsafeBufferPointer { source in
      unsafe result.withUnsafeMutableBufferPointer { result in
        for y in 0..<height {
          let above = max(y - 1, 0) * stride
          let row = y * stride
          let below = min(y + 1, height - 1) * stride
          for x in 0..<width where outlines[y * width + x] {
            let left = max(x - 1, 0) * channels
            let here = x * channels
            let right = min(x + 1, width - 1) * channels
            for channel in 0..<channels {
              @inline(__always) func value(_ row: Int, _ column: Int) -> Double {
                unsafe Double(source[row &+ column &+ channel])
              }
              // Rows from the top, each from the left: the order of the sum decides its last bit.
              let sum =
                Self.corner * value(above, left) + Self.side * value(above, here)
                + Self.corner * value(above, right) + Self.side * value(row, left)
                + Self.middle * value(row, here) + Self.side * value(row, right)
                + Self.corner * value(below, left) + Self.side * value(below, here)
                + Self.corner * value(below, right)
              unsafe result[row &+ here &+ channel] = sample(nearest: Self.gain * sum)
            }
          }
        }
      }
    }
    return Image(size: image.size, channels: image.channels, samples: .sixteenBit(result))
  }
}
