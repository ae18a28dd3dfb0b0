public import ImageCore

/// Mirrors the picture.
public struct Flip: Stage, Hashable {
  public enum Direction: String, Sendable, CaseIterable {
    /// Left becomes right.
    case horizontal
    /// Top becomes bottom.
    case vertical
  }

  public static let description = StageDescription(
    name: "flip",
    summary: "mirror the picture",
    parameters: [
      Parameter(
        "direction", "horizontal: left becomes right; vertical: top becomes bottom",
        .choice(Direction.allCases.map(\.rawValue)), default: .choice(Direction.horizontal.rawValue))
    ])

  public let direction: Direction

  public init(_ direction: Direction = .horizontal) {
    self.direction = direction
  }

  public init(_ arguments: StageArguments) {
    self.init(arguments.choice("direction"))
  }

  public var values: [ParameterValue] { [.choice(direction.rawValue)] }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let samples: Image.Samples =
      switch image.samples {
      case .eightBit(let samples): .eightBit(mirrored(samples, image))
      case .sixteenBit(let samples): .sixteenBit(mirrored(samples, image))
      }
    return Image(size: image.size, channels: image.channels, samples: samples)
  }

  private func mirrored<Sample>(_ samples: [Sample], _ image: Image) -> [Sample] {
    let channels = image.channels.rawValue
    var result = [Sample]()
    result.reserveCapacity(samples.count)
    for y in 0..<image.height {
      let row = (direction == .vertical ? image.height - 1 - y : y) * image.rowStride
      switch direction {
      case .vertical:
        result += samples[row..<(row + image.rowStride)]
      case .horizontal:
        for x in (0..<image.width).reversed() {
          result += samples[(row + x * channels)..<(row + (x + 1) * channels)]
        }
      }
    }
    return result
  }
}
