public import ImageCore

/// Turns light into dark: a sample v becomes 255 - v, or 65535 - v with 16 bits.
public struct Negate: Stage, Hashable {
  public static let description = StageDescription(
    name: "negate", summary: "turn light into dark, so that the background is 0")

  public init() {}

  public init(_ arguments: StageArguments) {}

  public var values: [ParameterValue] { [] }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let samples: Image.Samples =
      switch image.samples {
      case .eightBit(let samples): .eightBit(samples.complemented())
      case .sixteenBit(let samples): .sixteenBit(samples.complemented())
      }
    return Image(size: image.size, channels: image.channels, samples: samples)
  }
}

extension Array where Element: FixedWidthInteger & UnsignedInteger {
  fileprivate consuming func complemented() -> [Element] {
    var result = self
    for index in result.indices { result[index] = ~result[index] }
    return result
  }
}
