import ImageCore

/// Resizing by picking pixels without mixing them, like ImageMagick's `-sample`.
enum Subsampling {
  /// Returns the source line, of `sourceCount`, for each target line i of `count`: trunc((i + d) * sourceCount /
  /// count) with d = 0.5 - 1e-12. If the middle of a target line is on the border of two lines, the first of them
  /// is taken.
  static func lines(of sourceCount: Int, to count: Int) -> [Int] {
    let middle = 0.5 - 1e-12
    return (0..<count).map { Int(((Double($0) + middle) * Double(sourceCount)) / Double(count)) }
  }

  /// Resizes a picture to `size`; samples keep their depth.
  static func resized(_ image: Image, to size: Size) -> Image {
    let columns = lines(of: image.width, to: size.width)
    let rows = lines(of: image.height, to: size.height)
    let samples: Image.Samples =
      switch image.samples {
      case .eightBit(let samples):
        .eightBit(picked(samples, image.rowStride, columns, rows, channels: image.channels.rawValue))
      case .sixteenBit(let samples):
        .sixteenBit(picked(samples, image.rowStride, columns, rows, channels: image.channels.rawValue))
      }
    return Image(size: size, channels: image.channels, samples: samples)
  }

  private static func picked<Sample>(
    _ samples: [Sample], _ rowStride: Int, _ columns: [Int], _ rows: [Int], channels: Int
  ) -> [Sample] {
    let offsets = columns.map { $0 * channels }
    let count = columns.count * rows.count * channels
    // Unsafe for speed: lines of the source come from `lines(of:to:)`, which stays below their number.
    return unsafe [Sample](unsafeUninitializedCapacity: count) { target, targetCount in
      unsafe samples.withUnsafeBufferPointer { samples in
        for row in rows {
          let start = row &* rowStride
          for offset in offsets {
            for channel in 0..<channels {
              unsafe target[targetCount] = samples[start &+ offset &+ channel]
              targetCount &+= 1
            }
          }
        }
      }
    }
  }
}
