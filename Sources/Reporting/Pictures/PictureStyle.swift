internal import ImageCore

/// Colours that all pictures of this program share.
enum PictureStyle {
  /// Pale, so that pictures with white and with black edges both show where they end.
  static let page = Colour(red: 232, green: 232, blue: 234)
  static let tile = Colour(red: 220, green: 220, blue: 223)
  static let ink = Colour(red: 28, green: 28, blue: 32)
  static let quietInk = Colour(red: 96, green: 96, blue: 104)
  /// Vermilion, which no grey picture has, and which people see who do not tell red from green.
  static let mark = Colour(red: 213, green: 94, blue: 0)
}
