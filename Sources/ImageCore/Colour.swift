/// A coded 8-bit RGB colour, each channel 0...255; as text `white`, `black` or `#fdfdfd`.
public struct Colour: Hashable, Sendable, CustomStringConvertible {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  public static let white = Colour(red: 255, green: 255, blue: 255)
  public static let black = Colour(red: 0, green: 0, blue: 0)

  /// Reads `white`, `black` or `#` and six hexadecimal digits; nil for anything else.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "white": self = .white
    case "black": self = .black
    default:
      // Numbers may begin with a sign, colours may not.
      guard text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit),
        let value = UInt32(text.dropFirst(), radix: 16)
      else { return nil }
      self.init(
        red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
        blue: UInt8(truncatingIfNeeded: value))
    }
  }

  public var description: String {
    if self == .white { return "white" }
    if self == .black { return "black" }
    let digits = [red, green, blue].map { value in
      value < 16 ? "0" + String(value, radix: 16) : String(value, radix: 16)
    }
    return "#" + digits.joined()
  }
}
