public import ImageCore

/// Cuts off the edges that look like the corners.
///
/// The background is not one colour but three corners with three duties: the left and upper bounds are where
/// pixels begin to differ from the upper left corner, the right bound where they cease to differ from the upper
/// right one, the lower bound from the lower left one; the lower right corner plays no part. Two pixels differ
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

  public func apply(to image: Image, trace: inout Trace) -> Image {
    // Squared distances are whole numbers, so what is above 3 F^2 is what is above its floor.
    let fuzz = fuzzPercent * (65536.0 / 100)
    let limit = Int(3 * fuzz * fuzz)
    switch image.samples {
    case .eightBit(let samples):
      return trimmed(image, samples, limit: limit / (257 * 257), trace: &trace) { .eightBit($0) }
    case .sixteenBit(let samples):
      return trimmed(image, samples, limit: limit, trace: &trace) { .sixteenBit($0) }
    }
  }

  private func trimmed<Sample: FixedWidthInteger & UnsignedInteger>(
    _ image: Image, _ samples: [Sample], limit: Int, trace: inout Trace, wrap: ([Sample]) -> Image.Samples
  ) -> Image {
    switch content(of: samples, size: image.size, channels: image.channels, limit: limit) {
    case .nothing:
      trace.foundNothing = true
      trace.crop = Rectangle(x: 0, y: 0, width: 1, height: 1)
      let white = [Sample](repeating: .max, count: image.channels.rawValue)
      return Image(size: Size(width: 1, height: 1), channels: image.channels, samples: wrap(white))
    case .everything:
      trace.crop = Rectangle(x: 0, y: 0, width: image.width, height: image.height)
      return image
    case .part(let part):
      trace.crop = part
      let channels = image.channels.rawValue
      var kept = [Sample]()
      kept.reserveCapacity(part.size.pixelCount * channels)
      for y in part.y..<(part.y + part.height) {
        let start = (y * image.width + part.x) * channels
        kept.append(contentsOf: samples[start..<(start + part.width * channels)])
      }
      return Image(size: part.size, channels: image.channels, samples: wrap(kept))
    }
  }

  private enum Content {
    /// All one background: the reference leaves one white pixel.
    case nothing
    /// The bounds make no sense and the crop that they ask for fails: nothing is cut off.
    case everything
    case part(Rectangle)
  }

  private func content<Sample: FixedWidthInteger & UnsignedInteger>(
    of samples: [Sample], size: Size, channels: Image.Channels, limit: Int
  ) -> Content {
    let bounds = unsafe samples.withUnsafeBufferPointer { buffer in
      switch channels {
      case .grey: unsafe Bounds(of: GreyPixels(buffer, size: size, limit: limit), size: size)
      case .rgb: unsafe Bounds(of: RGBPixels(buffer, size: size, limit: limit), size: size)
      }
    }
    // The right end at 0 and no right end at all are the same, and likewise at the bottom.
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

/// The bounds of what differs from the corners: each scan stops at the first pixel that decides.
private struct Bounds {
  /// The smallest column and row of a pixel that differs from the upper left corner; the width and the height
  /// if none does.
  var left: Int
  var top: Int
  /// The largest column of a pixel that differs from the upper right corner; 0 if none does.
  var right = 0
  /// The largest row of a pixel that differs from the lower left corner; 0 if none does.
  var bottom = 0

  init(of pixels: some ComparablePixels, size: Size) {
    let (width, height) = (size.width, size.height)
    let upperLeft = 0
    let upperRight = width - 1
    let lowerLeft = (height - 1) * width

    left = width
    top = height
    for y in 0..<height {
      var x = 0
      let row = y * width
      while x < left, !pixels.differ(row + x, upperLeft) { x += 1 }
      if x < left {
        left = x
        if top == height { top = y }
        if left == 0 { break }
      }
    }
    for y in 0..<height {
      var x = width - 1
      let row = y * width
      while x > right, !pixels.differ(row + x, upperRight) { x -= 1 }
      right = x
      if right == width - 1 { break }
    }
    scan: for y in stride(from: height - 1, to: 0, by: -1) {
      let row = y * width
      for x in 0..<width where pixels.differ(row + x, lowerLeft) {
        bottom = y
        break scan
      }
    }
  }
}

/// Pixels by index, that know whether two of them differ by more than the fuzz.
private protocol ComparablePixels {
  func differ(_ first: Int, _ second: Int) -> Bool
}

// Both read through a raw buffer, for speed: this is the one loop of the default pipeline that looks at a small
// photo as a whole. Safe, because indices come from `Bounds`, which stays within the size that is checked here.

@safe private struct RGBPixels<Sample: FixedWidthInteger & UnsignedInteger>: ComparablePixels {
  private let samples: UnsafeBufferPointer<Sample>
  private let limit: Int

  init(_ samples: UnsafeBufferPointer<Sample>, size: Size, limit: Int) {
    precondition(samples.count == size.pixelCount * 3)
    unsafe self.samples = unsafe samples
    self.limit = limit
  }

  @inline(__always)
  func differ(_ first: Int, _ second: Int) -> Bool {
    let (p, q) = (first &* 3, second &* 3)
    let red = unsafe Int(samples[p]) &- Int(samples[q])
    let green = unsafe Int(samples[p &+ 1]) &- Int(samples[q &+ 1])
    let blue = unsafe Int(samples[p &+ 2]) &- Int(samples[q &+ 2])
    return red &* red &+ green &* green &+ blue &* blue > limit
  }
}

@safe private struct GreyPixels<Sample: FixedWidthInteger & UnsignedInteger>: ComparablePixels {
  private let samples: UnsafeBufferPointer<Sample>
  private let limit: Int

  init(_ samples: UnsafeBufferPointer<Sample>, size: Size, limit: Int) {
    precondition(samples.count == size.pixelCount)
    unsafe self.samples = unsafe samples
    self.limit = limit
  }

  @inline(__always)
  func differ(_ first: Int, _ second: Int) -> Bool {
    let difference = unsafe Int(samples[first]) &- Int(samples[second])
    return 3 &* difference &* difference > limit
  }
}
