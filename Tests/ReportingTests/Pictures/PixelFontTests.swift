import ImageCore
import Reporting
import Testing

struct PixelFontTests {
  static let characters = (0x20...0x7E).map { Character(UnicodeScalar($0)) } + Array("×…–—°→·")

  @Test func everyPrintableCharacterIsDrawnOnceAndDifferently() {
    let glyphs = Self.characters.compactMap { PixelFont.glyphs[$0] }
    #expect(glyphs.count == Self.characters.count)
    #expect(Set(glyphs + [PixelFont.unknown]).count == glyphs.count + 1)
  }

  @Test(arguments: characters)
  func glyphsFillTheirCellsAndStayWithinThem(_ character: Character) {
    let glyph = PixelFont.glyph(character)
    #expect(glyph.rows.count == PixelFont.height)
    #expect(glyph.rows.allSatisfy { $0 < 1 << UInt16(glyph.width) })
    guard character != " " else { return }
    // An empty column at an edge would be visible as a gap in a word.
    for column in [0, glyph.width - 1] {
      #expect((0..<PixelFont.height).contains { glyph.hasInk(x: column, y: $0) })
    }
  }

  @Test(arguments: [1, 2, 5])
  func widthIsThatOfWhatIsDrawn(_ scale: Int) {
    for text in ["trim", "Bag → Ankle boot 97%", "j", "", "51×73…", "Größe 漢"] {
      var canvas = DrawingCanvas(size: Size(width: 600, height: 60))
      let returned = canvas.write(text, x: 3, y: 4, .black, scale: scale)
      let bytes = canvas.image.eightBitSamples
      let columns = (0..<600).filter { x in (0..<60).contains { bytes[($0 * 600 + x) * 3] == 0 } }
      let width = columns.isEmpty ? 0 : columns[columns.count - 1] - columns[0] + 1
      #expect(PixelFont.width(of: text, scale: scale) == width && returned == width, "\(text)")
      #expect(columns.first == (text.isEmpty ? nil : 3))
    }
  }

  @Test func lettersWithAccentsDifferFromTheirLettersAndFromEachOther() {
    let letters = Array(
      "aäáàâãåāăąAÄÁÀÂÃÅeéèêëěęEÉÈÊËiíìîïIÍÎoöóòôõőøOÖÓØuüúùûůűUÜÚÛcçčćnñňńsšśşsßzžźżyýÿlłdđðæœ"
    )
    .filter { $0 != "ð" }
    #expect(Set(letters.map(PixelFont.glyph)).count == Set(letters).count)
    #expect(!letters.map(PixelFont.glyph).contains(PixelFont.unknown))
  }

  @Test func anAccentIsTheSameComposedOrCombining() {
    #expect(PixelFont.glyph("é") == PixelFont.glyph("e\u{301}"))
    #expect(PixelFont.glyph("Ü") == PixelFont.glyph("U\u{308}"))
    #expect(PixelFont.glyph("ş") == PixelFont.glyph("s\u{327}"))
  }

  @Test func accentsStandOneRowAboveTheirLetters() {
    let small = PixelFont.glyph("ä")
    #expect((0..<4).map { small.hasInk(x: $0, y: 0) }.filter { $0 }.count == 2)
    #expect(!(0..<4).contains { small.hasInk(x: $0, y: 1) })
    #expect(Array(small.rows[2...]) == Array(PixelFont.glyph("a").rows[2...]))
    let capital = PixelFont.glyph("Ä")
    #expect(capital.rows == PixelFont.glyph("A").rows)
    #expect(capital.rowsAbove[1] != 0 && capital.rowsAbove[2] == 0)
  }

  @Test func otherWritingsAreBoxesAndTypographicMarksAreASCII() {
    #expect(PixelFont.glyph("’") == PixelFont.glyph("'"))
    for character in ["漢", "🙂", "\u{7}"] as [Character] {
      #expect(PixelFont.glyph(character) == PixelFont.unknown)
    }
  }

  @Test func truncatedTextIsAsLongAsHasRoom() {
    let text = "photos/Ankle boot/0001.jpg"
    for width in 0...(PixelFont.width(of: text) + 1) {
      let shown = PixelFont.truncated(text, toWidth: width)
      #expect(PixelFont.width(of: shown) <= width)
      if width >= PixelFont.width(of: text) { #expect(shown == text) }
      if width < PixelFont.width(of: "…") { #expect(shown.isEmpty) }
      if shown != text, !shown.isEmpty { #expect(shown.hasSuffix("…") && text.hasPrefix(shown.dropLast())) }
      let end = PixelFont.truncatedAtTheBeginning(text, toWidth: width)
      #expect(PixelFont.width(of: end) <= width && (end == text) == (shown == text))
      if end != text, !end.isEmpty { #expect(end.hasPrefix("…") && text.hasSuffix(end.dropFirst())) }
    }
  }

  @Test func wrappedTextBreaksBetweenWordsAndLosesNone() {
    let text = "size 28x28, method sample, background white"
    let lines = PixelFont.wrapped(text, toWidth: 80, lineCount: 9)
    #expect(lines.count > 1 && lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { PixelFont.width(of: $0) <= 80 })
    let two = PixelFont.wrapped(text, toWidth: 80, lineCount: 2)
    #expect(two.count == 2 && two[0] == lines[0] && two[1].hasSuffix("…"))
    let word = PixelFont.wrapped("abcdefghijklmnop", toWidth: 20, lineCount: 9)
    #expect(word.count > 2 && word.joined() == "abcdefghijklmnop")
    #expect(PixelFont.wrapped("", toWidth: 20, lineCount: 2) == [])
  }

  /// Measuring what is left of the text after each character would take hours.
  @Test func aTextOfAMillionCharactersIsCutOffLikeAShorterOne() {
    let (short, long) = (String(repeating: "x", count: 1_000), String(repeating: "x", count: 1_000_000))
    let lines = PixelFont.wrapped(long, toWidth: 100, lineCount: 3, scale: 2)
    #expect(lines == PixelFont.wrapped(short, toWidth: 100, lineCount: 3, scale: 2))
    #expect(lines.count == 3 && lines.allSatisfy { PixelFont.width(of: $0, scale: 2) <= 100 })
    #expect(PixelFont.truncated(long, toWidth: 100) == PixelFont.truncated(short, toWidth: 100))
    #expect(
      PixelFont.truncatedAtTheBeginning(long, toWidth: 100)
        == PixelFont.truncatedAtTheBeginning(short, toWidth: 100))
  }
}
