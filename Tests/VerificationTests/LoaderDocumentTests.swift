import DatasetFormat
import Foundation
import Testing
import Verification

/// Tests that the table in the document equals the table in the program.
struct LoaderDocumentTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs")
  static let document = folder.appending(path: "loaders.md")

  /// Returns the text before the marked section, and the section, which ends the text.
  static func parts(_ text: String, _ name: String) throws -> (before: String, section: String) {
    let mark = "<!-- \(name) -->\n"
    let start = try #require(text.range(of: "<!-- \(name): written by the program"))
    let firstLine = try #require(text.range(of: "\n", range: start.upperBound..<text.endIndex))
    let end = try #require(text.range(of: mark, range: firstLine.upperBound..<text.endIndex))
    #expect(end.upperBound == text.endIndex)
    return (
      String(text[..<firstLine.upperBound]), String(text[firstLine.upperBound..<end.lowerBound])
    )
  }

  @Test(arguments: [("loaders", LoaderTable.markdown), ("layouts", LoaderTable.layoutMarkdown)])
  func documentIsWhatTheTableSays(_ name: String, _ table: String) throws {
    let document = Self.folder.appending(path: "\(name).md")
    let text = try String(contentsOf: document, encoding: .utf8)
    let (before, section) = try Self.parts(text, name)
    let expected = "\n" + table + "\n"
    if ProcessInfo.processInfo.environment["FMBUILD_REFRESH"] != nil, section != expected {
      try Data((before + expected + "<!-- \(name) -->\n").utf8).write(to: document)
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
    let layouts = LoaderTable.layoutMarkdown.split(separator: "\n")
    #expect(Set(layouts.map { $0.split(separator: "|").count }) == [4] && layouts.count > 30)
  }
}
