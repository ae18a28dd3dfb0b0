public import ImageCore

/// Adds a border of the same width on all four sides.
public struct Pad: Stage, Hashable {
  public static let description = StageDescription(
    name: "pad",
    summary: "add a border on all four sides",
    parameters: [
      Parameter("pixels", "the border's width, in pixels", .integer(0...1024), default: .integer(2)),
      Parameter("background", "the border's colour", .colour, default: .colour(.white)),
    ])

  public let widthInPixels: Int
  public let background: Colour

  /// - Parameter widthInPixels: 0...1024
  public init(widthInPixels: Int = 2, background: Colour = .white) {
    precondition((0...1024).contains(widthInPixels), "a border is 0 to 1024 pixels wide")
    self.widthInPixels = widthInPixels
    self.background = background
  }

  public init(_ arguments: StageArguments) {
    self.init(widthInPixels: arguments.integer("pixels"), background: arguments.colour("background"))
  }

  public var values: [ParameterValue] { [.integer(widthInPixels), .colour(background)] }

  public func size(after size: Size, in context: StageContext) -> Size? {
    Size(width: size.width + 2 * widthInPixels, height: size.height + 2 * widthInPixels)
  }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let canvas = Size(width: image.width + 2 * widthInPixels, height: image.height + 2 * widthInPixels)
    return image.laid(on: canvas, background: background, x: widthInPixels, y: widthInPixels)
  }
}
