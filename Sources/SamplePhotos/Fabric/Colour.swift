/// A colour: red, green and blue as coded values, 0...1.
typealias Colour = SIMD3<Float>

extension Colour {
  /// Creates a colour from six hexadecimal digits: 0x1F2A44.
  init(hex: UInt32) {
    self.init(Float(hex >> 16 & 255) / 255, Float(hex >> 8 & 255) / 255, Float(hex & 255) / 255)
  }

  static let white = Colour(hex: 0xF0F0EE)
  static let black = Colour(hex: 0x17171A)

  func mixed(with other: Colour, _ share: Float) -> Colour { self + (other - self) * share }

  /// Returns a darker colour for a factor below 1, and a lighter one (toward white) for a factor above 1.
  func shaded(_ factor: Float) -> Colour {
    factor <= 1 ? self * factor : mixed(with: Colour(repeating: 1), factor - 1)
  }

  /// The Rec. 709 luma of the coded values, 0...1.
  var luma: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }

  /// A colour that contrasts with this one: light for a dark colour, dark for a light one.
  var contrasting: Colour { luma < 0.45 ? .white : .black }
}
