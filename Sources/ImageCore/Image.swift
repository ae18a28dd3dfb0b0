/// A picture in memory: the input and output of a pipeline's stages.
///
/// Samples are stored row by row from the top, in each row pixel by pixel from the left, the samples of one pixel
/// side by side (R, G, B or grey alone). They are coded values, as in the file, not linear light. The samples show the
/// picture on a background; where it was transparent before is kept beside them, for the stages that use it.
public struct Image: Hashable, Sendable {
  /// The channels of a picture; the raw value is the number of samples per pixel.
  public enum Channels: Int, Sendable {
    case grey = 1
    case rgb = 3
  }

  /// The samples, with 8 or 16 bits each.
  public enum Samples: Hashable, Sendable {
    /// Samples of 0...255.
    case eightBit([UInt8])
    /// Samples of 0...65535.
    case sixteenBit([UInt16])

    public var count: Int {
      switch self {
      case .eightBit(let samples): samples.count
      case .sixteenBit(let samples): samples.count
      }
    }
  }

  public let size: Size
  public let channels: Channels
  public let samples: Samples
  /// How opaque each pixel was, 0...255, by rows; nil if all were, or if no stage asks.
  public let alpha: [UInt8]?

  /// - Precondition: `size` is at least 1x1, `samples` holds width x height x channels samples, and `alpha` width x height.
  public init(size: Size, channels: Channels, samples: Samples, alpha: [UInt8]? = nil) {
    precondition(size.width > 0 && size.height > 0, "a picture has at least one pixel")
    precondition(
      samples.count == size.pixelCount * channels.rawValue, "a picture has width x height x channels samples")
    precondition(alpha.map { $0.count == size.pixelCount } ?? true, "alpha has a value a pixel")
    self.size = size
    self.channels = channels
    self.samples = samples
    self.alpha = alpha
  }

  public var width: Int { size.width }
  public var height: Int { size.height }

  /// The number of samples in a row.
  public var rowStride: Int { size.width * channels.rawValue }

  /// All samples at 16 bits, 0...65535. An 8-bit sample is multiplied by 257, so that 255 becomes 65535.
  public var sixteenBitSamples: [UInt16] {
    switch samples {
    case .sixteenBit(let samples):
      return samples
    case .eightBit(let samples):
      return [UInt16](capacity: samples.count) { output in
        for sample in samples { output.append(UInt16(sample) &* 257) }
      }
    }
  }

  /// All samples at 8 bits, 0...255. A 16-bit sample v becomes floor(v / 257): the fraction is cut off, not rounded.
  public var eightBitSamples: [UInt8] {
    switch samples {
    case .eightBit(let samples):
      return samples
    case .sixteenBit(let samples):
      return [UInt8](capacity: samples.count) { output in
        for sample in samples { output.append(UInt8(truncatingIfNeeded: sample / 257)) }
      }
    }
  }

  /// This picture with 8-bit samples, cut as in `eightBitSamples`.
  public var cutToBytes: Image {
    guard case .sixteenBit = samples else { return self }
    return Image(size: size, channels: channels, samples: .eightBit(eightBitSamples))
  }

  /// The smallest and the largest sample of all channels, cut to 8 bits.
  public var levels: ClosedRange<UInt8> {
    var (low, high) = (UInt8.max, UInt8.min)
    for byte in eightBitSamples {
      low = byte < low ? byte : low
      high = byte > high ? byte : high
    }
    return low...high
  }

  /// How far the product stands out from the background, 0...255: the mean difference from the upper left corner,
  /// over all samples, cut to 8 bits, that differ from it by more than 2; 0 if none does.
  ///
  /// It is a mean because a white shirt, too, has a few dark pixels: its label, its seams, its shadow.
  public var contrast: Double {
    let bytes = eightBitSamples
    let step = channels.rawValue
    var (sum, count) = (0, 0)
    for channel in 0..<step {
      let corner = Int(bytes[channel])
      for index in stride(from: channel, to: bytes.count, by: step) {
        let difference = abs(Int(bytes[index]) - corner)
        if difference > 2 {
          sum += difference
          count += 1
        }
      }
    }
    return count == 0 ? 0 : Double(sum) / Double(count)
  }
}
