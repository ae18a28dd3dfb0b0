package import ImageCore

/// What a photo's product stands on, as far as the strip along the frame shows.
///
/// Measured to tell early that a pipeline that needs a white background gets something else.
public enum PhotoBackground: String, CaseIterable, Sendable {
  /// The file is transparent around the product.
  case transparent
  /// White, or so nearly white that it is trimmed.
  case white
  /// One other colour.
  case plain
  /// Anything else: a table, a bed, a gradient, a shadow, or a product that fills the frame.
  case uneven

  /// Whether trimming leaves nothing of it, because it is white or transparent.
  package var isTrimmable: Bool { self == .white || self == .transparent }

  /// The most pixels that are looked at, a sample on a regular grid of lines and columns.
  private static let sampleSide = 200

  /// - Parameter picture: the upright photo, with its alpha if it has any.
  package init(of picture: Image) {
    if let alpha = picture.alpha, ProductIsolation.isCutOut(alpha) {
      self = .transparent
      return
    }
    guard let plain = FrameStrip.plainColour(of: Self.strip(of: picture)) else {
      self = .uneven
      return
    }
    // Half of a chequered cloth has one colour.
    self = plain.isWhite ? .white : plain.closeShare >= 0.7 ? .plain : .uneven
  }

  /// - Parameter photo: a photo as it was decoded.
  package init(of photo: DecodedImage) {
    self.init(of: Decode().image(from: photo, keepsAlpha: true))
  }

  /// Returns the median luma of the strip, 0...255, by Rec. 601: how bright the background is, whatever it is.
  ///
  /// - Parameter picture: the upright photo on the background of its pipeline.
  package static func level(of picture: Image) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    let colours = strip(of: picture)
    for colour in colours {
      // The factors are in units of 2^-16.
      let (red, green, blue) = (UInt32(colour.red), UInt32(colour.green), UInt32(colour.blue))
      counts[Int((red * 19_595 + green * 38_470 + blue * 7_471 + 32_768) >> 16)] += 1
    }
    var passed = 0
    for (level, count) in counts.enumerated() {
      passed += count
      if 2 * passed >= colours.count { return Double(level) }
    }
    return 0
  }

  /// Returns colours of the strip: all of a small picture, of a large one those of every so many lines and columns.
  private static func strip(of picture: Image) -> [RGB] {
    let strip = FrameStrip(of: picture.size)
    let (stepX, stepY) = (max(1, picture.width / sampleSide), max(1, picture.height / sampleSide))
    let step = picture.channels.rawValue
    let (green, blue) = step > 1 ? (1, 2) : (0, 0)
    let pixels = strip.pixels(everyColumn: stepX, everyRow: stepY)
    switch picture.samples {
    case .eightBit(let samples):
      return pixels.map { pixel in
        RGB(
          red: samples[pixel * step], green: samples[pixel * step + green], blue: samples[pixel * step + blue]
        )
      }
    case .sixteenBit(let samples):
      return pixels.map { pixel in
        RGB(
          red: roundedByte(samples[pixel * step]), green: roundedByte(samples[pixel * step + green]),
          blue: roundedByte(samples[pixel * step + blue]))
      }
    }
  }
}
