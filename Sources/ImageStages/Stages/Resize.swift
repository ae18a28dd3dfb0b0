public import ImageCore

/// Enlarges or reduces the picture so that it just fits into the frame, keeping the aspect ratio.
public struct Resize: Stage, Hashable {
  /// The way of resizing: picking pixels, or mixing them with a filter.
  public enum Method: Hashable, Sendable, RawRepresentable {
    case sample
    case filter(ResamplingFilter)

    public init?(rawValue: String) {
      if rawValue == "sample" {
        self = .sample
      } else if let filter = ResamplingFilter(rawValue: rawValue) {
        self = .filter(filter)
      } else {
        return nil
      }
    }

    public var rawValue: String {
      switch self {
      case .sample: "sample"
      case .filter(let filter): filter.rawValue
      }
    }
  }

  public static let description = StageDescription(
    name: "resize",
    summary: "bring the longest edge to the frame, keeping the shape; small pictures grow",
    parameters: [
      Parameter("size", "the frame, in pixels", .size(1...4096), default: .size(Size(width: 28, height: 28))),
      Parameter(
        "method", "sample picks pixels, as the paper does; the others mix them",
        .choice(["sample"] + ResamplingFilter.allCases.map(\.rawValue)), default: .choice("sample")),
    ])

  public let frame: Size
  public let method: Method

  public init(frame: Size = Size(width: 28, height: 28), method: Method = .sample) {
    self.frame = frame
    self.method = method
  }

  public init(_ arguments: StageArguments) {
    self.init(frame: arguments.size("size"), method: arguments.choice("method"))
  }

  public var values: [ParameterValue] { [.size(frame), .choice(method.rawValue)] }

  public func size(after size: Size, in context: StageContext) -> Size? { size.fitted(into: frame) }

  public var cost: StageCost { method == .sample ? StageCost() : Resampling.cost }

  /// A picture that already has the size is returned unchanged, whatever the method.
  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let size = image.size.fitted(into: frame)
    guard size != image.size else { return image }
    return switch method {
    case .sample: Subsampling.resized(image, to: size)
    case .filter(let filter): Resampling.resized(image, to: size, filter: filter)
    }
  }
}
