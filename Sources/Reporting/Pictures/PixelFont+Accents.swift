extension PixelFont {
  /// How far accents on capitals rise above the line in pixels at scale 1; the leading of the line before has room.
  package static let accentHeight = 3

  /// Returns the glyph of a Latin letter with accents, composed of the letter and its accents: `ä`, `É`, `ç`. An accent
  /// without a drawing is left out; nil for what is no Latin letter.
  static func composed(_ character: Character) -> Glyph? {
    guard let first = character.unicodeScalars.first, let parts = letterAndAccents(of: first),
      var glyph = glyphs[parts.letter]
    else { return nil }
    let combined = character.unicodeScalars.dropFirst().compactMap { combiningAccent($0) }
    let accents = parts.accents + combined
    if accents.contains(where: { accentsAbove[$0] != nil }), parts.letter == "i" || parts.letter == "j" {
      glyph = glyph.withoutDot
    }
    for accent in accents {
      if let drawing = accentsAbove[accent] {
        glyph = glyph.topped(by: drawing)
      } else if let drawing = accentsBelow[accent] {
        glyph = glyph.underlined(by: drawing)
      }
    }
    return glyph
  }

  /// Returns the letter and the names of its accents: `a` and DIAERESIS for ä, whose Unicode name is LATIN SMALL LETTER
  /// A WITH DIAERESIS.
  private static func letterAndAccents(of scalar: Unicode.Scalar) -> (letter: Character, accents: [String])? {
    if scalar.isASCII { return (Character(scalar), []) }
    guard let words = scalar.properties.name?.split(separator: " "), words.count >= 4, words[0] == "LATIN",
      words[2] == "LETTER", words[3].count == 1, let letter = words[3].first
    else { return nil }
    let accents = words.dropFirst(5).split(separator: "AND").map { $0.joined(separator: " ") }
    return (words[1] == "SMALL" ? Character(letter.lowercased()) : letter, accents)
  }

  /// Returns the name of a combining accent as it stands in the names of letters: ACUTE for COMBINING ACUTE ACCENT.
  private static func combiningAccent(_ scalar: Unicode.Scalar) -> String? {
    guard let words = scalar.properties.name?.split(separator: " "), words.first == "COMBINING" else {
      return nil
    }
    return words.dropFirst().filter { $0 != "ACCENT" }.joined(separator: " ")
  }

  /// Accents above a letter, by their Unicode names; at most `accentHeight` rows, without the gap to the letter.
  private static let accentsAbove: [String: [Substring]] = [
    "DIAERESIS": ["#.#"], "MACRON": ["###"], "DOT ABOVE": ["#"],
    "ACUTE": [".#", "#."], "GRAVE": ["#.", ".#"], "CIRCUMFLEX": [".#.", "#.#"], "CARON": ["#.#", ".#."],
    "BREVE": ["#..#", ".##."], "TILDE": [".#.#", "#.#."], "DOUBLE ACUTE": ["#.#", "#.#"],
    "RING ABOVE": [".#.", "#.#", ".#."],
  ]

  /// Accents below a letter, by their Unicode names, in the two rows of the descenders.
  private static let accentsBelow: [String: [Substring]] = [
    "CEDILLA": [".#", "#."], "COMMA BELOW": [".#", "#."], "OGONEK": ["#.", ".#"], "DOT BELOW": [".", "#"],
  ]
}

extension Glyph {
  /// The letter i or j without its dot.
  fileprivate var withoutDot: Glyph {
    var glyph = self
    for row in 0..<2 { glyph.rows[row] = 0 }
    return glyph
  }

  /// Returns the glyph with an accent above its highest ink, one row apart where there is room.
  fileprivate func topped(by accent: [Substring]) -> Glyph {
    var glyph = widened(to: accent[0].count)
    let top = (-PixelFont.accentHeight..<PixelFont.height).first { y in
      (0..<width).contains { hasInk(x: $0, y: y) }
    }
    let first = max(-PixelFont.accentHeight, (top ?? 0) - 1 - accent.count)
    glyph.draw(accent, y: first)
    return glyph
  }

  /// Returns the glyph with an accent in the rows of the descenders.
  fileprivate func underlined(by accent: [Substring]) -> Glyph {
    var glyph = widened(to: accent[0].count)
    glyph.draw(accent, y: PixelFont.height - accent.count)
    return glyph
  }

  /// Returns the glyph in the middle of a wider cell, if it is narrower.
  private func widened(to width: Int) -> Glyph {
    guard width > self.width else { return self }
    let shift = UInt16(width - self.width) / 2
    return Glyph(width: width, rowsAbove: rowsAbove.map { $0 << shift }, rows: rows.map { $0 << shift })
  }

  /// Draws an accent in the middle, with its first row at `y`.
  private mutating func draw(_ accent: [Substring], y: Int) {
    for (number, line) in accent.enumerated() {
      let shift = UInt16(width - line.count) / 2
      let bits = line.utf8.reduce(UInt16(0)) { $0 << 1 | ($1 == UInt8(ascii: "#") ? 1 : 0) } << shift
      let row = y + number
      if row < 0 { rowsAbove[row + PixelFont.accentHeight] |= bits } else { rows[row] |= bits }
    }
  }
}
