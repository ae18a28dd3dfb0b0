/// Red, green and blue as coded in a file, 0...1.
typealias Colour = SIMD3<Float>

extension Colour {
  /// From the digits that designers write: 0x1F2A44.
  init(hex: UInt32) {
    self.init(Float(hex >> 16 & 255) / 255, Float(hex >> 8 & 255) / 255, Float(hex & 255) / 255)
  }

  static let white = Colour(hex: 0xF0F0EE)
  static let black = Colour(hex: 0x17171A)

  func mixed(with other: Colour, _ share: Float) -> Colour { self + (other - self) * share }

  /// Darker by a factor below 1, lighter (toward white) by one above.
  func shaded(_ factor: Float) -> Colour {
    factor <= 1 ? self * factor : mixed(with: Colour(repeating: 1), factor - 1)
  }

  /// Rec. 709 luma of the coded values.
  var luma: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }

  /// A colour that stands out from this one: light on dark, dark on light.
  var contrasting: Colour { luma < 0.45 ? .white : .black }
}
