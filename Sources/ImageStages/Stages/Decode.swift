public import ImageCore
internal import Platform

/// The first step of every pipeline: makes a decoded file an upright 8-bit RGB picture without alpha.
///
/// In this order: CMYK is converted to RGB, and linear light to coded values, if the file has them; alpha is laid
/// over the background, mixing coded values; samples are cut to 8 bits, floor(v / 257); the picture is turned
/// upright. The paper's first step writes a PNG file; these are the pixels that it would hold.
public struct Decode: Sendable, Hashable {
  /// The paper's name for this step, after the PNG file that its first command writes; pipeline files may use it.
  public static let paperName = "png"

  /// Whether a name in a pipeline file means this stage.
  package static func isName(_ name: String) -> Bool { name == description.name || name == paperName }

  public static let description = StageDescription(
    name: "decode",
    summary: "decode, lay alpha over the background, turn upright: 8-bit RGB",
    parameters: [
      Parameter(
        "background", "what shows through where the photo is transparent", .colour, default: .colour(.white)),
      Parameter(
        "icc",
        "what a colour profile does: ignore, its colours are taken for sRGB; convert, they are converted to sRGB",
        .choice(ProfileUse.allCases.map(\.rawValue)), default: .choice(ProfileUse.ignore.rawValue)),
    ])

  /// What is done with colours of another profile than sRGB's.
  public enum ProfileUse: String, CaseIterable, Sendable {
    /// They are taken for sRGB, as the reference does.
    case ignore
    /// The decoder converts them to sRGB.
    case convert
  }

  public let background: Colour
  public let profileUse: ProfileUse

  public init(background: Colour = .white, icc profileUse: ProfileUse = .ignore) {
    self.background = background
    self.profileUse = profileUse
  }

  public init(_ arguments: StageArguments) {
    self.init(background: arguments.colour("background"), icc: arguments.choice("icc"))
  }

  public var values: [ParameterValue] { [.colour(background), .choice(profileUse.rawValue)] }

  /// Returns the decoded photo as an upright 8-bit RGB picture.
  ///
  /// - Parameter keepsAlpha: whether the picture also says how opaque each pixel was, if the photo does.
  public func image(from decoded: consuming DecodedImage, keepsAlpha: Bool = false) -> Image {
    let orientation = decoded.orientation
    let size = decoded.size
    let alpha = keepsAlpha ? alphaBytes(of: decoded) : nil
    let pixels = rgbBytes(of: decoded)
    guard orientation != .upright else {
      return Image(size: size, channels: .rgb, samples: .eightBit(pixels), alpha: alpha)
    }
    let uprightSize =
      orientation.swapsWidthAndHeight ? Size(width: size.height, height: size.width) : size
    return Image(
      size: uprightSize, channels: .rgb,
      samples: .eightBit(turned(pixels, of: size, channels: 3, by: orientation)),
      alpha: alpha.map { turned($0, of: size, channels: 1, by: orientation) })
  }

  /// Returns the opacity of each pixel in the stored order, cut to 8 bits; nil if the file has no alpha.
  private func alphaBytes(of decoded: borrowing DecodedImage) -> [UInt8]? {
    guard decoded.kind == .greyAlpha || decoded.kind == .rgbAlpha else { return nil }
    let step = decoded.kind.samplesPerPixel
    switch decoded.samples {
    case .eightBit(let samples):
      return stride(from: step - 1, to: samples.count, by: step).map { samples[$0] }
    case .sixteenBit(let samples):
      return stride(from: step - 1, to: samples.count, by: step).map { UInt8(samples[$0] / 257) }
    }
  }

  /// Converts all pixels to 8-bit RGB, in the stored order.
  private func rgbBytes(of decoded: consuming DecodedImage) -> [UInt8] {
    if !decoded.isLinear, case .eightBit(let samples) = decoded.samples {
      switch decoded.kind {
      case .rgb: return samples
      case .grey: return tripled(samples)
      default: break
      }
    }
    // Samples are widened one by one: a copy of all of them would take as much memory again.
    switch (decoded.samples, decoded.isLinear) {
    case (.eightBit(let samples), false): return rgbBytes(samples, decoded.kind) { UInt16($0) &* 257 }
    case (.eightBit(let samples), true):
      let table = Self.codedFromLinear
      return rgbBytes(samples, decoded.kind, alpha: { UInt16($0) &* 257 }) { table[Int(UInt16($0) &* 257)] }
    case (.sixteenBit(let samples), false): return rgbBytes(samples, decoded.kind) { $0 }
    case (.sixteenBit(let samples), true):
      let table = Self.codedFromLinear
      return rgbBytes(samples, decoded.kind, alpha: { $0 }) { table[Int($0)] }
    }
  }

  private func rgbBytes<Sample>(
    _ samples: [Sample], _ kind: DecodedImage.Kind, colour: (Sample) -> UInt16
  ) -> [UInt8] {
    rgbBytes(samples, kind, alpha: colour, colour: colour)
  }

  /// - Parameters:
  ///   - alpha: Returns a stored alpha at 16 bits.
  ///   - colour: Returns any other stored sample as a coded value of 16 bits.
  @inline(__always)
  private func rgbBytes<Sample>(
    _ samples: [Sample], _ kind: DecodedImage.Kind, alpha: (Sample) -> UInt16, colour: (Sample) -> UInt16
  ) -> [UInt8] {
    let count = samples.count / kind.samplesPerPixel
    let background = [background.red, background.green, background.blue].map { Double(UInt16($0) * 257) }
    return [UInt8](capacity: count * 3) { result in
      for pixel in 0..<count {
        switch kind {
        case .grey:
          let byte = UInt8(colour(samples[pixel]) / 257)
          for _ in 0..<3 { result.append(byte) }
        case .rgb:
          for channel in 0..<3 { result.append(UInt8(colour(samples[pixel * 3 + channel]) / 257)) }
        case .greyAlpha:
          let (grey, alpha) = (colour(samples[pixel * 2]), alpha(samples[pixel * 2 + 1]))
          for channel in 0..<3 { result.append(over(background[channel], grey, alpha: alpha)) }
        case .rgbAlpha:
          let alpha = alpha(samples[pixel * 4 + 3])
          for channel in 0..<3 {
            result.append(over(background[channel], colour(samples[pixel * 4 + channel]), alpha: alpha))
          }
        case .cmyk:
          let black = Double(65535 - colour(samples[pixel * 4 + 3]))
          for channel in 0..<3 {
            let ink = Double(65535 - colour(samples[pixel * 4 + channel]))
            let light = sample(nearest: 65535 - (reciprocalOfMaximum * ink * (65535 - black) + black))
            result.append(UInt8(light / 257))
          }
        }
      }
    }
  }

  @inline(__always)
  private func over(_ background: Double, _ colour: UInt16, alpha: UInt16) -> UInt8 {
    // Most pixels are opaque or clear, and 65535 times the reciprocal is exactly 1: the formula would give the same.
    if alpha == 65535 { return UInt8(truncatingIfNeeded: colour / 257) }
    if alpha == 0 { return UInt8(sample(whole: background) / 257) }
    let share = 1 - reciprocalOfMaximum * Double(65535 - alpha)
    return UInt8(sample(nearest: share * Double(colour) + background * (1 - share)) / 257)
  }

  private func tripled(_ grey: [UInt8]) -> [UInt8] {
    [UInt8](capacity: grey.count * 3) { output in
      for value in grey { for _ in 0..<3 { output.append(value) } }
    }
  }

  /// The coded value of sRGB for each value of linear light.
  private static let codedFromLinear: [UInt16] = (0...65535).map { value in
    let linear = Double(value)
    guard linear > 0.0031306684425005883 * 65535 else {
      return sample(nearest: Double(Float(12.92)) * linear)
    }
    let coded = sample(nearest: 65535 * (1.055 * pow(reciprocalOfMaximum * linear, 1 / 2.4) - 0.055))
    // The reference computes the power by a polynomial, which for these five of the 65,536 values is one higher.
    return [5807, 14042, 22782, 46469, 56372].contains(value) ? coded + 1 : coded
  }

  /// Turns stored pixels upright. The upright pixel (x, y) is stored at `first + x * stepRight + y * stepDown`.
  private func turned(
    _ pixels: [UInt8], of size: Size, channels: Int, by orientation: Orientation
  ) -> [UInt8] {
    let (width, height) = (size.width, size.height)
    let last = width * height - 1
    let (first, stepRight, stepDown) =
      switch orientation {
      case .upright: (0, 1, width)
      case .mirrored: (width - 1, -1, width)
      case .turnedHalf: (last, -1, -width)
      case .flipped: (last - width + 1, 1, -width)
      case .transposed: (0, width, 1)
      case .needsQuarterClockwise: (last - width + 1, -width, 1)
      case .transversed: (last, -width, -1)
      case .needsQuarterCounterclockwise: (width - 1, width, -1)
      }
    let upright = orientation.swapsWidthAndHeight ? Size(width: height, height: width) : size
    return [UInt8](capacity: pixels.count) { output in
      for y in 0..<upright.height {
        var source = (first + y * stepDown) * channels
        for _ in 0..<upright.width {
          for channel in 0..<channels { output.append(pixels[source + channel]) }
          source += stepRight * channels
        }
      }
    }
  }
}
