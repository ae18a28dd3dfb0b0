import Foundation
package import ImageCore

/// Returns the result of the `png` stage by a slow and simple implementation, one pixel and one rule after the other,
/// as a reference for the fast implementation and for decoders of pictures that are known only after the stage.
///
/// The steps are: rotation to upright, conversion of CMYK and of linear light to sRGB, blending over white, reduction
/// to 8-bit RGB.
package func referencePNGStage(_ decoded: DecodedImage) -> Image {
  let (width, height) = (decoded.size.width, decoded.size.height)
  let size = decoded.orientation.swapsWidthAndHeight ? Size(width: height, height: width) : decoded.size
  let samples = wideSamples(of: decoded)
  let samplesPerPixel = decoded.kind.samplesPerPixel
  var bytes: [UInt8] = []
  for y in 0..<size.height {
    for x in 0..<size.width {
      let (storedX, storedY) = storedPosition(x, y, width, height, decoded.orientation)
      let start = (storedY * width + storedX) * samplesPerPixel
      let pixel = Array(samples[start..<start + samplesPerPixel])
      for colour in colours(of: pixel, kind: decoded.kind, isLinear: decoded.isLinear) {
        bytes.append(UInt8(colour / 257))
      }
    }
  }
  return Image(size: size, channels: .rgb, samples: .eightBit(bytes))
}

/// Returns all samples of a decoded picture at 16 bits; 8-bit samples are multiplied by 257.
package func wideSamples(of decoded: DecodedImage) -> [UInt16] {
  switch decoded.samples {
  case .eightBit(let bytes): bytes.map { UInt16($0) * 257 }
  case .sixteenBit(let wide): wide
  }
}

/// Returns the stored position of the upright pixel (x, y) of a picture stored as width x height.
private func storedPosition(
  _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ orientation: Orientation
) -> (x: Int, y: Int) {
  switch orientation {
  case .upright: (x, y)
  case .mirrored: (width - 1 - x, y)
  case .turnedHalf: (width - 1 - x, height - 1 - y)
  case .flipped: (x, height - 1 - y)
  case .transposed: (y, x)
  case .needsQuarterClockwise: (y, height - 1 - x)
  case .transversed: (width - 1 - y, height - 1 - x)
  case .needsQuarterCounterclockwise: (width - 1 - y, x)
  }
}

/// Returns the nearest 16-bit sample.
private func quantised(_ value: Double) -> UInt16 {
  value <= 0 ? 0 : value >= 65535 ? 65535 : UInt16((value + 0.5).rounded(.down))
}

private let unit = 1.0 / 65535

/// Returns R, G and B of one pixel of samples, at 16 bits.
private func colours(of pixel: [UInt16], kind: DecodedImage.Kind, isLinear: Bool) -> [UInt16] {
  func coded(_ sample: UInt16) -> UInt16 { isLinear ? codedFromLinear(sample) : sample }
  switch kind {
  case .grey:
    return Array(repeating: coded(pixel[0]), count: 3)
  case .greyAlpha:
    return Array(repeating: overWhite(coded(pixel[0]), alpha: pixel[1]), count: 3)
  case .rgb:
    return pixel.map(coded)
  case .rgbAlpha:
    return pixel[0..<3].map { overWhite(coded($0), alpha: pixel[3]) }
  case .cmyk:
    let ink = pixel.map { 65535 - Double($0) }
    return ink[0..<3].map { quantised(65535 - (unit * $0 * (65535 - ink[3]) + ink[3])) }
  }
}

private func codedFromLinear(_ sample: UInt16) -> UInt16 {
  let value = Double(sample)
  if value <= 0.0031306684425005883 * 65535 { return quantised(Double(Float(12.92)) * value) }
  let exact = quantised(65535 * (1.055 * pow(unit * value, 1 / 2.4) - 0.055))
  // The reference approximates the power by a polynomial, which differs in five samples.
  return [5807, 14042, 22782, 46469, 56372].contains(sample) ? exact + 1 : exact
}

private func overWhite(_ sample: UInt16, alpha: UInt16) -> UInt16 {
  let opacity = 1 - unit * (65535 - Double(alpha))
  return quantised(opacity * Double(sample) + 65535 * (1 - opacity))
}
