internal import CKernels
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
    let runs = FrameStrip(of: picture.size).runs(
      everyColumn: max(1, picture.width / sampleSide), everyRow: max(1, picture.height / sampleSide))
    let channels = picture.channels.rawValue
    switch picture.samples {
    case .eightBit(let samples):
      return colours(of: samples, channels: channels, runs)
    case .sixteenBit(let samples):
      let (green, blue) = channels > 1 ? (1, 2) : (0, 0)
      return runs.flatMap { run in
        (0..<run.count).map { index in
          let sample = (run.first + index * run.step) * channels
          return RGB(
            red: roundedByte(samples[sample]), green: roundedByte(samples[sample + green]),
            blue: roundedByte(samples[sample + blue]))
        }
      }
    }
  }

  private static func colours(of samples: [UInt8], channels: Int, _ runs: [FrameStrip.Run]) -> [RGB] {
    let count = runs.reduce(0) { $0 + $1.count }
    return unsafe samples.withUnsafeBufferPointer { samples in
      unsafe [RGB](unsafeUninitializedCapacity: count) { colours, initializedCount in
        let bytes = unsafe UnsafeMutableRawPointer(colours.baseAddress.unsafelyUnwrapped)
        for run in runs {
          let last = run.first + (run.count - 1) * run.step
          precondition((last + 1) * channels <= samples.count)
          unsafe fm_copy_colours(
            samples.baseAddress.unsafelyUnwrapped + run.first * channels, channels, run.step, run.count,
            (bytes + 3 * initializedCount).assumingMemoryBound(to: UInt8.self))
          initializedCount += run.count
        }
      }
    }
  }
}
