package import ImageCore

/// A picture for the slow references: samples are whole numbers of 0...65535 stored as doubles, row by row, the samples
/// of a pixel side by side.
package struct ReferencePicture: Equatable, Sendable {
  package let width: Int
  package let height: Int
  /// The number of channels, 1 for grey, 3 for RGB.
  package let channels: Int
  package private(set) var samples: [Double] = []

  package init(width: Int, height: Int, channels: Int, sample: (_ x: Int, _ y: Int, _ channel: Int) -> Double)
  {
    self.width = width
    self.height = height
    self.channels = channels
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels { samples.append(sample(x, y, channel)) }
      }
    }
  }

  /// Creates the picture of an image; bytes are multiplied by 257.
  package init(_ image: Image) {
    width = image.width
    height = image.height
    channels = image.channels.rawValue
    switch image.samples {
    case .eightBit(let bytes): samples = bytes.map { Double($0) * 257 }
    case .sixteenBit(let wide): samples = wide.map { Double($0) }
    }
  }

  package func sample(_ x: Int, _ y: Int, _ channel: Int) -> Double {
    samples[(y * width + x) * channels + channel]
  }

  /// Returns a sample; positions outside the picture have the sample at the nearest edge.
  package func clampedSample(_ x: Int, _ y: Int, _ channel: Int) -> Double {
    sample(min(max(x, 0), width - 1), min(max(y, 0), height - 1), channel)
  }

  /// Returns R, G and B of a pixel; those of a grey picture are equal.
  package func colour(_ x: Int, _ y: Int) -> (red: Double, green: Double, blue: Double) {
    channels == 1
      ? (sample(x, y, 0), sample(x, y, 0), sample(x, y, 0))
      : (sample(x, y, 0), sample(x, y, 1), sample(x, y, 2))
  }

  /// Returns the picture with each sample transformed by itself.
  package func mapped(_ transform: (Double) -> Double) -> ReferencePicture {
    ReferencePicture(width: width, height: height, channels: channels) { transform(sample($0, $1, $2)) }
  }

  package func part(_ part: Rectangle) -> ReferencePicture {
    ReferencePicture(width: part.width, height: part.height, channels: channels) { x, y, channel in
      sample(part.x + x, part.y + y, channel)
    }
  }

  /// Returns the first difference of `image`, widened to 16 bits, from this picture; nil if they are equal.
  package func difference(of image: Image) -> String? {
    guard image.width == width, image.height == height, image.channels.rawValue == channels else {
      return "\(image.size) with \(image.channels) in place of \(width)x\(height) with \(channels) channels"
    }
    for (index, sample) in image.sixteenBitSamples.enumerated() where Double(sample) != samples[index] {
      let pixel = index / channels
      return "\(sample) in place of \(samples[index]) at \(pixel % width), \(pixel / width)"
    }
    return nil
  }
}

/// Returns the nearest sample, halves upwards, limited to 0...65535.
package func quantum(_ value: Double) -> Double {
  if value.isNaN || value <= 0 { return 0 }
  if value >= 65535 { return 65535 }
  return (value + 0.5).rounded(.down)
}
