public import ImageCore

extension Image {
  /// The picture with every pixel `factor` pixels wide and high; 8 bits, channels as they are.
  ///
  /// - Precondition: `factor` is at least 1.
  public func enlarged(by factor: Int) -> Image {
    precondition(factor > 0, "a pixel stays at least a pixel")
    guard factor > 1 else { return cutToBytes }
    let channelCount = channels.rawValue
    let source = eightBitSamples
    let target = Size(width: width * factor, height: height * factor)
    return Image(
      size: target, channels: channels,
      samples: .eightBit(
        [UInt8](capacity: target.pixelCount * channelCount) { output in
          for y in 0..<target.height {
            for x in 0..<target.width {
              let start = (y / factor * width + x / factor) * channelCount
              for channel in 0..<channelCount { output.append(source[start + channel]) }
            }
          }
        }))
  }
}
