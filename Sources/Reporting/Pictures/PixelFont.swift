/// A proportional bitmap font nine pixels high, for pictures; sharp at any whole scale.
///
/// Glyphs exist for printable ASCII, × … – — ° → ↓ · ≠ and Latin letters with the accents of Europe's languages. Some
/// typographic marks are drawn as their ASCII equivalents, any other character as a box.
public enum PixelFont {
  /// The height of a line of text at scale 1 in pixels: seven above the baseline, two below.
  public static let height = 9
  /// The height of capitals at scale 1 in pixels, which stand on the line.
  static let heightAboveLine = 7
  /// The distance between two lines of text at scale 1 in pixels.
  public static let lineHeight = 12
  /// The space between two characters at scale 1 in pixels.
  static let spacing = 1

  /// Returns the width of a text in pixels, without space after its last character.
  public static func width(of text: String, scale: Int = 1) -> Int {
    let glyphs = text.lazy.map(glyph)
    return scale * max(0, glyphs.reduce(-spacing) { $0 + $1.width + spacing })
  }

  /// Returns a number of characters that is too wide whatever they are, as each takes a pixel or more: a text of a million
  /// characters is cut there before it is measured again and again.
  private static func mostCharacters(in width: Int, scale: Int) -> Int { max(0, width) / scale + 2 }

  /// Returns the text if it is at most `width` pixels wide, otherwise its beginning followed by …; empty if not even …
  /// fits.
  public static func truncated(_ text: String, toWidth width: Int, scale: Int = 1) -> String {
    guard self.width(of: text, scale: scale) > width else { return text }
    var beginning = String(text.prefix(mostCharacters(in: width, scale: scale)))
    while !beginning.isEmpty {
      beginning.removeLast()
      while beginning.last == " " { beginning.removeLast() }
      if self.width(of: beginning + "…", scale: scale) <= width { return beginning + "…" }
    }
    return ""
  }

  /// Returns the text if it is at most `width` pixels wide, otherwise … followed by its end; empty if not even … fits.
  public static func truncatedAtTheBeginning(
    _ text: String, toWidth width: Int, scale: Int = 1
  ) -> String {
    guard self.width(of: text, scale: scale) > width else { return text }
    var end = text.suffix(mostCharacters(in: width, scale: scale))
    while !end.isEmpty {
      end = end.drop { $0 == " " }.dropFirst()
      if self.width(of: "…" + end, scale: scale) <= width { return "…" + end }
    }
    return ""
  }

  /// Returns the text in lines of at most `width` pixels, broken between words where possible; text that does not fit
  /// into `lineCount` lines is cut off with ….
  public static func wrapped(_ text: String, toWidth width: Int, lineCount: Int, scale: Int = 1) -> [String] {
    guard lineCount > 0 else { return [] }
    var lines: [String] = []
    var words = text.split(separator: " ")[...]
    while let first = words.first {
      guard lines.count < lineCount - 1 else {
        lines.append(truncated(words.joined(separator: " "), toWidth: width, scale: scale))
        break
      }
      var line = String(first)
      words.removeFirst()
      while let next = words.first, self.width(of: line + " " + next, scale: scale) <= width {
        line += " " + next
        words.removeFirst()
      }
      let shown = broken(line, toWidth: width, scale: scale)
      lines.append(shown)
      // The rest of a word wider than the line continues on the next line.
      if shown.count < line.count { words.insert(line.dropFirst(shown.count), at: words.startIndex) }
    }
    return lines
  }

  /// Returns as much of a line's beginning as fits, at least one character.
  private static func broken(_ line: String, toWidth width: Int, scale: Int) -> String {
    var beginning = String(line.prefix(mostCharacters(in: width, scale: scale)))
    while beginning.count > 1, self.width(of: beginning, scale: scale) > width { beginning.removeLast() }
    return beginning
  }

  /// Returns the glyph of a character.
  package static func glyph(_ character: Character) -> Glyph {
    if let glyph = glyphs[character] { return glyph }
    if let scalar = character.unicodeScalars.first, let like = likes[scalar] {
      return glyphs[like] ?? unknown
    }
    return composed(character) ?? unknown
  }

  /// Returns whether there is a drawing of the character; others are drawn as boxes.
  static func hasGlyph(_ character: Character) -> Bool { glyph(character) != unknown }

  /// ASCII characters for marks that differ from them only in typography.
  private static let likes: [Unicode.Scalar: Character] = [
    "\u{A0}": " ", "\u{2009}": " ", "\u{202F}": " ", "\u{2010}": "-", "\u{2011}": "-", "\u{2212}": "–",
    "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"",
  ]
}
