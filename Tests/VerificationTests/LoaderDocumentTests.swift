import DatasetFormat
import Foundation
import Testing
import Verification

/// Tests that the table in the document equals the table in the program.
struct LoaderDocumentTests {
  static let document = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../docs/loaders.md")

  static let mark = "<!-- loaders -->\n"

  /// Returns the text before the marked section, and the section.
  static func parts(_ text: String) throws -> (before: String, section: String) {
    let start = try #require(text.range(of: "<!-- loaders: written by the program"))
    let firstLine = try #require(text.range(of: "\n", range: start.upperBound..<text.endIndex))
    let end = try #require(text.range(of: mark, range: firstLine.upperBound..<text.endIndex))
    #expect(end.upperBound == text.endIndex)
    return (
      String(text[..<firstLine.upperBound]), String(text[firstLine.upperBound..<end.lowerBound])
    )
  }

  @Test func documentIsWhatTheTableSays() throws {
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    let (before, section) = try Self.parts(text)
    let expected = "\n" + LoaderTable.markdown + "\n"
    if ProcessInfo.processInfo.environment["FMBUILD_REFRESH"] != nil, section != expected {
      try Data((before + expected + Self.mark).utf8).write(to: Self.document)
    }
    #expect(
      section == expected,
      "If the change is meant: FMBUILD_REFRESH=1 swift test -c release --filter LoaderDocumentTests, and once more without"
    )
  }

  @Test func everyLoaderIsInTheDocument() throws {
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    #expect(LoaderTable.all.filter { !text.contains("| `\($0.name)` | \($0.title)") }.map(\.name) == [])
  }

  @Test func rowsHaveACellForEveryHeading() {
    let rows = LoaderTable.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count > 30)
    let cells = Set(rows.map { row in row.split(separator: "|").count })
    #expect(cells == [5, 10])
  }
}
