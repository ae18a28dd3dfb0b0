public import ImageCore

/// Lays the picture on a canvas with its centre of mass in the canvas's middle, as the makers of MNIST did.
///
/// A pixel's mass is the absolute difference of its luma from the background's, so that the stage works on dark
/// and on light products, before and after `negate`.
public struct CentreByMass: Stage, Hashable {
  public static let description = StageDescription(
    name: "centre-by-mass",
    summary: "lay the picture on a canvas with its centre of mass in the middle",
    parameters: [
      Parameter(
        "size", "the canvas, in pixels", .size(1...4096), default: .size(Size(width: 28, height: 28))),
      Parameter("background", "the canvas's colour, which weighs nothing", .colour, default: .colour(.black)),
    ])

  public let canvas: Size
  public let background: Colour

  public init(canvas: Size = Size(width: 28, height: 28), background: Colour = .black) {
    self.canvas = canvas
    self.background = background
  }

  public init(_ arguments: StageArguments) {
    self.init(canvas: arguments.size("size"), background: arguments.colour("background"))
  }

  public var values: [ParameterValue] { [.size(canvas), .colour(background)] }

  public func size(after size: Size, in context: StageContext) -> Size? { canvas }

  public var cost: StageCost { StageCost(byteCount: 10) }

  /// The picture moves by whole pixels, to the place nearest to the exact one; if no pixel has mass, its middle
  /// counts.
  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let luma = Grayscale().lumaImage(of: image).sixteenBitSamples
    let backgroundLuma = Grayscale().lumaImage(
      of: Image(
        size: Size(width: 1, height: 1), channels: .rgb,
        samples: .eightBit([background.red, background.green, background.blue])))
    let level = Int(backgroundLuma.sixteenBitSamples[0])
    // The sum of 65535 times each odd number below 2 x 65535, in 65535 lines, is just below 2^64.
    var (mass, momentX, momentY): (UInt, UInt, UInt) = (0, 0, 0)
    for y in 0..<image.height {
      for x in 0..<image.width {
        let weight = UInt(abs(Int(luma[y * image.width + x]) - level))
        mass += weight
        momentX += weight * UInt(2 * x + 1)
        momentY += weight * UInt(2 * y + 1)
      }
    }
    // Moments are taken at the pixels' middles, doubled to stay whole.
    let centreX = mass == 0 ? Double(image.width) / 2 : Double(momentX) / Double(2 * mass)
    let centreY = mass == 0 ? Double(image.height) / 2 : Double(momentY) / Double(2 * mass)
    return image.laid(
      on: canvas, background: background, x: Int((Double(canvas.width) / 2 - centreX).rounded()),
      y: Int((Double(canvas.height) / 2 - centreY).rounded()))
  }
}
