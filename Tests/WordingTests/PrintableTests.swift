import Testing
import Wording

struct PrintableTests {
  @Test func controlCharactersAreSpeltOut() {
    #expect(printable("a\nb\u{1B}[31m") == "a\\nb\\u{1B}[31m")
    #expect(printable("schön 日本") == "schön 日本")
  }

  @Test(arguments: [
    "\u{202E}", "\u{202A}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{061C}", "\u{2028}", "\u{2029}", "\u{85}",
    "\u{7F}",
    "\u{FEFF}", "\u{AD}", "\0",
  ])
  func invisibleScalarsAreSpeltOut(_ sign: Unicode.Scalar) {
    let text = "a\(Character(sign))b"
    #expect(printable(text).unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 })
    #expect(printable(text).hasPrefix("a\\") && printable(text).hasSuffix("b"))
  }

  @Test func joinersAndMarksInsideWordsAreKept() {
    for text in ["می‌خواهم", "👩‍👧", "e\u{301}", "עברית", "🏳️‍🌈"] { #expect(printable(text) == text) }
  }

  @Test func lineEndsAreKeptWhereTextsHaveLines() {
    #expect(printableLines("a\n\tb\r\u{202E}") == "a\n\tb\\r\\u{202E}")
  }

  @Test func jsonKeepsItsMeaning() {
    #expect(
      printableJSON("{\n  \"a\" : \"é\u{202E}\u{2028}\u{E0020}\"\n}")
        == "{\n  \"a\" : \"é\\u202e\\u2028\\udb40\\udc20\"\n}")
  }

  @Test func veryLongTextsLoseTheirMiddle() {
    let text = "photo.jpg: " + String(repeating: "ü", count: 100_000) + "; convert it again"
    #expect(shortened(text).utf8.count < 8_000)
    #expect(shortened(text).hasPrefix("photo.jpg: üü") && shortened(text).hasSuffix("ü; convert it again"))
    #expect(shortened("short") == "short")
  }

  @Test func namesComeOnOneLine() {
    #expect(onOneLine("a\nb\tc\u{2028}d") == "a b c d")
  }

  @Test func whiteSpaceAtTheEndsIsTrimmed() {
    #expect(trimmed(" \t a b \n") == "a b")
    #expect(trimmed("  ").isEmpty)
  }
}
