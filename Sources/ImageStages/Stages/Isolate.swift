public import ImageCore

/// Cuts the product out of any still background, and puts it on white or black.
///
/// Transparency tells the product where the photo has it; a white background stays as it is; any other is told from the
/// product by a minimum cut over colours in a picture of at most 128 pixels. What is left is the smallest rectangle with
/// the product. Colours are rounded to 8 bits, and large pictures reduced first.
public struct Isolate: Stage, Hashable {
  public static let description = StageDescription(
    name: "isolate",
    summary: "find the product on any background, cut it out, and crop the picture to it",
    parameters: [
      Parameter(
        "size", "what large photos are reduced to fit first, in pixels", .size(16...4096),
        default: .size(Size(width: 400, height: 400))),
      Parameter(
        "lift",
        "how far the product's colours are moved away from the new background, so that white on white stays visible",
        .percent(0...50), default: .percent(15)),
      Parameter(
        "to", "the new background", .choice(NewBackground.allCases.map(\.rawValue)),
        default: .choice(NewBackground.white.rawValue)),
    ])

  /// What the product is put on.
  public enum NewBackground: String, CaseIterable, Sendable {
    case white
    case black
  }

  public let frame: Size
  public let liftPercent: Double
  public let background: NewBackground

  /// - Parameters:
  ///   - frame: What larger pictures are reduced to fit, in pixels.
  ///   - liftPercent: 0...50
  public init(
    frame: Size = Size(width: 400, height: 400), liftPercent: Double = 15,
    to background: NewBackground = .white
  ) {
    precondition((0...50).contains(liftPercent), "the lift is a percentage up to 50")
    self.frame = frame
    self.liftPercent = liftPercent
    self.background = background
  }

  public init(_ arguments: StageArguments) {
    self.init(
      frame: arguments.size("size"), liftPercent: arguments.percent("lift"), to: arguments.choice("to"))
  }

  public var values: [ParameterValue] { [.size(frame), .percent(liftPercent), .choice(background.rawValue)] }

  public func size(after size: Size, in context: StageContext) -> Size? { nil }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let size = image.size.reduced(into: frame)
    var (colours, alpha) = (image.roundedColours, image.alpha)
    if size != image.size {
      colours = BoxReduction.reduced(colours, from: image.size, to: size)
      alpha = alpha.map { BoxReduction.reduced($0, from: image.size, to: size) }
      record.thumbnail = size
    }
    let isolation = ProductIsolation(of: colours, alpha: alpha, size: size)
    record.isolation = isolation.summary
    if context.keepsMask { record.productMask = isolation.coverage?.map { $0 >= 0.5 } }
    guard let crop = isolation.crop else {
      record.foundNothing = true
      record.crop = Rectangle(x: 0, y: 0, width: 1, height: 1)
      let level: UInt8 = background == .white ? 255 : 0
      return Image(
        size: Size(width: 1, height: 1), channels: .rgb, samples: .eightBit([level, level, level]))
    }
    record.crop = crop
    return Image(
      size: crop.size, channels: .rgb,
      samples: .eightBit(
        [UInt8](capacity: crop.size.pixelCount * 3) { output in
          for y in crop.y..<crop.y + crop.height {
            for x in crop.x..<crop.x + crop.width {
              let pixel = y * size.width + x
              let colour = colours[pixel]
              guard let share = isolation.coverage?[pixel] else {
                for value in [colour.red, colour.green, colour.blue] { output.append(value) }
                continue
              }
              for value in [colour.red, colour.green, colour.blue] { output.append(placed(value, share)) }
            }
          }
        }))
  }

  /// Returns a sample that is covered by the product to a share, on the new background.
  private func placed(_ value: UInt8, _ share: Double) -> UInt8 {
    let paler = Double(value) * (1 - liftPercent / 100)
    return switch background {
    case .white: UInt8((paler * share + 255 * (1 - share) + 0.5).rounded(.down))
    case .black: UInt8(((paler + 255 * liftPercent / 100) * share + 0.5).rounded(.down))
    }
  }
}
