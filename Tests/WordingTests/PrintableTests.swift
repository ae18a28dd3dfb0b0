import Testing
import Wording

struct PrintableTests {
  @Test func controlCharactersAreSpeltOut() {
    #expect(printable("a\nb\u{1B}[31m") == "a\\nb\\u{1B}[31m")
    #expect(printable("schön 日本") == "schön 日本")
  }

  @Test func namesComeOnOneLine() {
    #expect(onOneLine("a\nb\tc") == "a b c")
  }

  @Test func whiteSpaceAtTheEndsIsTrimmed() {
    #expect(trimmed(" \t a b \n") == "a b")
    #expect(trimmed("  ").isEmpty)
  }
}
