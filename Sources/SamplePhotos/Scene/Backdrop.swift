import ImageCore

/// The picture on which the product is painted.
struct Backdrop {
  static let background: Float = 253.0 / 255

  let size: Size
  /// The pixels, row by row: red, green, blue, and the share of the pixel that the product covers, each 0...1.
  var pixels: [SIMD4<Float>]

  init(size: Size) {
    self.size = size
    let background = SIMD4(Self.background, Self.background, Self.background, 0)
    pixels = [SIMD4](repeating: background, count: size.pixelCount)
  }

  /// Adds a faint shadow to the background that fades out toward the edge of an ellipse (in pixels). The shadow is at
  /// most nine grey levels darker than the background, so that trimming removes it with the background.
  mutating func addBackgroundShadow(center: Point, radii: Point) {
    let depth: Float = 9.0 / 255
    let (low, high) = (center - radii, center + radii)
    for row in max(1, Int(low.y))..<max(1, min(size.height - 1, Int(high.y) + 1)) {
      for column in max(1, Int(low.x))..<max(1, min(size.width - 1, Int(high.x) + 1)) {
        let offset = (Point(Double(column) + 0.5, Double(row) + 0.5) - center) / radii
        let rest = Float(max(0, 1 - (offset * offset).sum()))
        let dark = depth * rest * rest
        pixels[row * size.width + column] -= SIMD4(dark, dark, dark, 0)
      }
    }
  }

  var image: Image {
    var samples: [UInt8] = []
    samples.reserveCapacity(pixels.count * 3)
    for pixel in pixels {
      let levels = (pixel * 255 + 0.5).clamped(
        lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
      samples.append(UInt8(levels.x))
      samples.append(UInt8(levels.y))
      samples.append(UInt8(levels.z))
    }
    return Image(size: size, channels: .rgb, samples: .eightBit(samples))
  }
}
