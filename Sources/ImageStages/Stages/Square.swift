public import ImageCore

/// Extends the shorter edge to the length of the longer one, with the picture in the middle, as `Extend` does.
public struct Square: Stage, Hashable {
  public static let description = StageDescription(
    name: "square",
    summary: "extend the shorter edge to the longer one, the picture in the middle",
    parameters: [Parameter("background", "the colour of what is added", .colour, default: .colour(.white))])

  public let background: Colour

  public init(background: Colour = .white) {
    self.background = background
  }

  public init(_ arguments: StageArguments) {
    self.init(background: arguments.colour("background"))
  }

  public var values: [ParameterValue] { [.colour(background)] }

  public func size(after size: Size, in context: StageContext) -> Size? {
    let side = max(size.width, size.height)
    return Size(width: side, height: side)
  }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let side = max(image.width, image.height)
    return Extend(canvas: Size(width: side, height: side), background: background)
      .apply(to: image, in: context, record: &record)
  }
}
