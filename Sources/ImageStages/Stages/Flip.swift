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
    switch direction {
    case .horizontal: samples.rowsMirrored(width: image.width, channels: image.channels.rawValue)
    case .vertical:
      (0..<image.height).reversed().flatMap { samples[($0 * image.rowStride)..<(($0 + 1) * image.rowStride)] }
    }
  }
}
