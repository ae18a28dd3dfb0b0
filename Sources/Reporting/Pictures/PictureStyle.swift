internal import ImageCore

/// The colours of all pictures that this program draws.
enum PictureStyle {
  /// The background of sheets and strips: pale grey, so that the edges of both white and black pictures are visible.
  static let page = Colour(red: 232, green: 232, blue: 234)
  static let tile = Colour(red: 220, green: 220, blue: 223)
  static let ink = Colour(red: 28, green: 28, blue: 32)
  static let quietInk = Colour(red: 96, green: 96, blue: 104)
  /// Vermilion, which no grey picture contains and which people with red-green colour blindness can see.
  static let mark = Colour(red: 213, green: 94, blue: 0)
}
