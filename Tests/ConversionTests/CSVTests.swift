import Conversion
import DatasetFormat
import Testing

struct CSVTests {
  static func fields(_ text: String) throws -> [[String]] {
    try CSV.rows(parsing: text, file: "t.csv").map(\.fields)
  }

  @Test(arguments: [",", ";", "\t"])
  func separatorIsWhatStandsMostOftenInTheFirstLine(_ separator: String) throws {
    let text =
      ["path", "label", "title"].joined(separator: separator) + "\n"
      + ["a.jpg", "x", "\"1\(separator)2\""].joined(separator: separator) + "\n"
    #expect(try Self.fields(text) == [["path", "label", "title"], ["a.jpg", "x", "1\(separator)2"]])
  }

  @Test func commasInACellDoNotMakeCommaTheSeparator() throws {
    #expect(
      try Self.fields("path;label;t\na;b;1,2,3,4,5\n") == [["path", "label", "t"], ["a", "b", "1,2,3,4,5"]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndIsTaken(_ end: String) throws {
    #expect(try Self.fields("a,b\(end)c,d\(end)") == [["a", "b"], ["c", "d"]])
    #expect(try Self.fields("a,b\(end)c,d") == [["a", "b"], ["c", "d"]])
  }

  @Test(arguments: ["x\ny", "x\r\ny", "x\ry", "\r", "\n"])
  func quotedLineEndIsPartOfTheField(_ text: String) throws {
    #expect(try Self.fields("a,b\n\"\(text)\",d\n") == [["a", "b"], [text, "d"]])
  }

  @Test func linesAreCountedThroughQuotedLineEnds() throws {
    let rows = try CSV.rows(parsing: "a\n\"1\n2\r\n3\r4\"\n\nb", file: "t.csv")
    #expect(rows.map(\.line) == [1, 2, 7])
  }

  @Test func doubledQuotesAreOneAndQuotesInsideTextStay() throws {
    #expect(
      try Self.fields("a,b\n\"say \"\"hi\"\"\",5\" tall\n") == [["a", "b"], ["say \"hi\"", "5\" tall"]])
  }

  @Test(arguments: [
    "a, \"b c\" ,d\n", "a,\t\"b c\",d\n", "  \"a\",\"b c\"  ,  \"d\"  \n", "a,   \"b c\",d",
  ])
  func blanksAroundQuotesAreNoPartOfTheField(_ text: String) throws {
    #expect(try Self.fields(text) == [["a", "b c", "d"]])
  }

  @Test func blanksInsideQuotesAre() throws {
    #expect(try Self.fields("a, \" b \"\n") == [["a", " b "]])
  }

  @Test(arguments: [
    ("a,b\n\"c\"d,e\n", 2), ("a,b\n\"c\" d,e\n", 2), ("a\n\"b\nc\"d\n", 2), ("a,b\n\"say \"hi\"\",c\n", 2),
    // The mark in line 2 is closed by the one that opens the next field.
    ("a,b\n\"x,y\nz,\"w\"\n", 2),
  ])
  func textAfterAClosedQuoteIsRefusedWithTheLineWhereItOpened(_ text: String, _ line: Int) {
    let error = #expect(throws: DatasetError.self) { try CSV.rows(parsing: text, file: "t.csv") }
    #expect(error?.message.hasPrefix("t.csv:\(line): a quotation mark is opened here") == true)
  }

  @Test(arguments: [
    ("sep=;\na;b,c\n", ["a", "b,c"]), ("SEP=,\r\na,b;c;d\r\n", ["a", "b;c;d"]),
    ("\"sep=|\"\na|b\n", ["a", "b"]),
    ("sep=\t\ra\tb\r", ["a", "b"]),
  ])
  func firstLineMayNameTheSeparator(_ text: String, _ fields: [String]) throws {
    let rows = try CSV.rows(parsing: text, file: "t.csv")
    #expect(rows.map(\.fields) == [fields] && rows.map(\.line) == [2])
  }

  @Test func separatorsInQuotedHeadingsDoNotCount() throws {
    #expect(try Self.fields("\"a,b,c,d\";e\n1;2\n") == [["a,b,c,d", "e"], ["1", "2"]])
    #expect(try Self.fields("a|b\n1|2\n") == [["a", "b"], ["1", "2"]])
    #expect(try Self.fields("a\n1;2\n") == [["a"], ["1;2"]])
  }

  @Test func quoteThatIsNeverClosedIsRefusedWithItsLine() {
    let error = #expect(throws: DatasetError.self) { try CSV.rows(parsing: "a\nb\n\"c\nd", file: "t.csv") }
    #expect(error?.message.hasPrefix("t.csv:3:") == true)
  }

  @Test func linesWithoutTextArePassedOver() throws {
    #expect(try Self.fields("a,b\n\n,\n  \n , \nc,d\n,,\n") == [["a", "b"], ["c", "d"]])
    #expect(try Self.fields("").isEmpty)
    #expect(try Self.fields("\n\n").isEmpty)
  }

  @Test func emptyFieldsKeepTheirPlace() throws {
    #expect(try Self.fields("a,b,c\n,,x\ny,,\n") == [["a", "b", "c"], ["", "", "x"], ["y", "", ""]])
  }

  static let nastyNames = [
    "plain", "with space", " leading", "trailing ", "com,ma", "semi;colon", "\"", "\"\"", "a\"b", "a\nb",
    "a\r\nb", "a\rb",
    "\n", "\r", "tab\t", "\u{301}combining", "\"\u{301}", ",\u{301}", "日本語", "👟🏽", "e\u{301}", "é", "=1+1",
    "'", "\\", "\u{1}",
  ]

  @Test func whatIsWrittenIsReadBack() throws {
    for name in Self.nastyNames {
      let text = CSV.line(["source", "label"]) + CSV.line([name, "x"]) + CSV.line(["y", name])
      let rows = try Self.fields(text)
      let expected = [["source", "label"], [name, "x"], ["y", name]]
      // The comparison is by bytes, because as text a separate accent is equal to one that is part of the letter.
      #expect(
        rows.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } },
        "\(name.debugDescription)")
    }
  }
}
