public import ImageCore

/// Lays the picture in the middle of a canvas, its upper left corner at (floor(W / 2) - floor(w / 2), floor(H / 2)
/// - floor(h / 2)) for a canvas of W x H and a picture of w x h. On a canvas with even sides, the extra line of an
/// odd difference is left or above.
public struct Extend: Stage, Hashable {
  public static let description = StageDescription(
    name: "extend",
    summary:
      "lay the picture in the middle of a canvas, to the pixel as in Fashion-MNIST; cut off what is beyond",
    parameters: [
      Parameter(
        "size", "the canvas, in pixels", .size(1...4096), default: .size(Size(width: 28, height: 28))),
      Parameter("background", "the canvas's colour", .colour, default: .colour(.white)),
    ])

  public let canvas: Size
  public let background: Colour

  public init(canvas: Size = Size(width: 28, height: 28), background: Colour = .white) {
    self.canvas = canvas
    self.background = background
  }

  public init(_ arguments: StageArguments) {
    self.init(canvas: arguments.size("size"), background: arguments.colour("background"))
  }

  public var values: [ParameterValue] { [.size(canvas), .colour(background)] }

  public func size(after size: Size, in context: StageContext) -> Size? { canvas }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    image.laid(
      on: canvas, background: background, x: canvas.width / 2 - image.width / 2,
      y: canvas.height / 2 - image.height / 2)
  }
}
