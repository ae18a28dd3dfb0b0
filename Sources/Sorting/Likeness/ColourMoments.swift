package import ImageCore

/// The colours of a photo's product in seven numbers: the means and the standard deviations of brightness, of red against
/// green, and of yellow against blue, and the share of the photo that is not nearly white.
package enum ColourMoments {
  package static let dimension = 7
  /// The brightness of the darkest channel, 0...255, from which on a pixel counts as a white background.
  private static let white: UInt8 = 230

  /// - Parameter image: an RGB picture.
  package static func values(of image: Image) -> [Float] {
    let samples = image.eightBitSamples
    let pixels = stride(from: 0, to: samples.count, by: 3).map {
      (samples[$0], samples[$0 + 1], samples[$0 + 2])
    }
    var product = pixels.filter { min($0.0, $0.1, $0.2) < white }
    let share = Double(product.count) / Double(pixels.count)
    if product.isEmpty { product = pixels }
    var (sums, squares) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    for (red, green, blue) in product {
      let (r, g, b) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
      let colour = SIMD4((r + g + b) / 3, r - g, (r + g) / 2 - b, 0)
      sums += colour
      squares += colour * colour
    }
    let mean = sums / Double(product.count)
    let variance = squares / Double(product.count) - mean * mean
    return (0..<3).map { Float(mean[$0]) } + (0..<3).map { Float(max(0, variance[$0]).squareRoot()) }
      + [Float(share)]
  }
}
