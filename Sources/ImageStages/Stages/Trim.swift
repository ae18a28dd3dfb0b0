public import ImageCore

/// Cuts off the edges whose colours are close to those of the corners.
///
/// Three corners define the background, one for each kind of bound: the left and upper bounds are where pixels
/// begin to differ from the upper left corner, the right bound is where they cease to differ from the upper right
/// corner, and the lower bound from the lower left corner; the lower right corner is not used. Two pixels differ
/// if the sum of the squared differences of their channels is above 3 F^2, with F the fuzz in percent of 65536.
public struct Trim: Stage, Hashable {
  public static let description = StageDescription(
    name: "trim",
    summary: "cut off the edges that are within the fuzz of the corner pixels",
    parameters: [
      Parameter(
        "fuzz", "how far an edge pixel may be from the corner's colour", .percent(0...100),
        default: .percent(5))
    ])

  public let fuzzPercent: Double

  /// - Parameter fuzzPercent: 0...100
  public init(fuzzPercent: Double = 5) {
    precondition((0...100).contains(fuzzPercent), "the fuzz is a percentage")
    self.fuzzPercent = fuzzPercent
  }

  public init(_ arguments: StageArguments) {
    self.init(fuzzPercent: arguments.percent("fuzz"))
  }

  public var values: [ParameterValue] { [.percent(fuzzPercent)] }

  public func size(after size: Size, in context: StageContext) -> Size? { nil }

  public func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image {
    let found =
      switch image.samples {
      case .eightBit(let samples): content(of: samples, size: image.size, channels: image.channels)
      case .sixteenBit(let samples): content(of: samples, size: image.size, channels: image.channels)
      }
    switch found {
    case .nothing:
      record.foundNothing = true
      record.crop = Rectangle(x: 0, y: 0, width: 1, height: 1)
      let white: Image.Samples =
        switch image.samples {
        case .eightBit: .eightBit(Array(repeating: .max, count: image.channels.rawValue))
        case .sixteenBit: .sixteenBit(Array(repeating: .max, count: image.channels.rawValue))
        }
      return Image(size: Size(width: 1, height: 1), channels: image.channels, samples: white)
    case .everything:
      record.crop = Rectangle(x: 0, y: 0, width: image.width, height: image.height)
      return image
    case .part(let part):
      record.crop = part.moved(into: record.crop, of: image.size)
      return image.cropped(to: part)
    }
  }

  private enum Content {
    /// Everything is background: the reference leaves one white pixel.
    case nothing
    /// The bounds contradict each other, and the reference's crop fails: nothing is cut off.
    case everything
    case part(Rectangle)
  }

  private func content<Sample: FixedWidthInteger & UnsignedInteger>(
    of samples: [Sample], size: Size, channels: Image.Channels
  ) -> Content {
    let limit = squaredFuzz(percent: fuzzPercent, of: Sample.self)
    let bounds = ContentBounds(of: samples, size: size, channels: channels, limit: limit)
    // A right or lower bound of 0 is not distinguished from none at all.
    guard bounds.right > 0, bounds.bottom > 0 else { return .nothing }
    var part = Rectangle(
      x: bounds.left, y: bounds.top, width: bounds.right - bounds.left + 1,
      height: bounds.bottom - bounds.top + 1)
    if bounds.right < bounds.left || bounds.bottom < bounds.top {
      // Corners that differ can put the bounds the wrong way round. The reference then takes the ends for
      // width and height, cut off at the border.
      part.width = min(bounds.right, size.width - bounds.left)
      part.height = min(bounds.bottom, size.height - bounds.top)
      guard part.width > 0, part.height > 0 else { return .everything }
    }
    return .part(part)
  }
}

extension Rectangle {
  /// Returns the same part in the picture that an earlier stage cropped, if that crop is the picture of this size.
  fileprivate func moved(into crop: Rectangle?, of size: Size) -> Rectangle {
    guard let crop, crop.size == size else { return self }
    return Rectangle(x: crop.x + x, y: crop.y + y, width: width, height: height)
  }
}
