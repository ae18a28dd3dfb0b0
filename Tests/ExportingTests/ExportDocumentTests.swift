import Exporting
import Foundation
import Testing

/// Tests that the tables in the document are what the program says.
struct ExportDocumentTests {
  static let document = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../docs/exports.md")

  static let mark = "<!-- formats -->\n"

  @Test func documentIsWhatTheProgramSays() throws {
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- formats: written by the program"))
    let firstLine = try #require(text.range(of: "\n", range: start.upperBound..<text.endIndex))
    let end = try #require(text.range(of: Self.mark, range: firstLine.upperBound..<text.endIndex))
    let section = text[firstLine.upperBound..<end.lowerBound]
    let expected = "\n" + ExportFormats.markdown + "\n"
    if ProcessInfo.processInfo.environment["FMBUILD_REFRESH"] != nil, section != expected {
      let whole = text[..<firstLine.upperBound] + expected + text[end.lowerBound...]
      try Data(whole.utf8).write(to: Self.document)
    }
    #expect(
      section == expected,
      "If the change is meant: FMBUILD_REFRESH=1 swift test -c release --filter ExportDocumentTests, and once more without"
    )
  }

  @Test func everyFormatSaysHowItIsLoaded() {
    let sections = ExportFormats.markdown.split(separator: "\n### ").dropFirst()
    #expect(sections.count == ExportFormats.descriptions.count)
    for section in sections { #expect(section.contains("\n```"), "\(section)") }
  }

  @Test func everyOptionBelongsToAFormat() {
    let taken = Set(ExportFormats.descriptions.flatMap(\.options))
    #expect(ExportOption.allCases.filter { !taken.contains($0) } == [])
  }
}
