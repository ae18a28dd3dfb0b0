import Foundation
import Importing
import Testing

/// Tests that the tables in the document are what the program says.
struct ImportDocumentTests {
  @Test func documentIsWhatTheProgramSays() throws {
    let document = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../docs/imports.md")
    let text = try String(contentsOf: document, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- imports: written by the program"))
    let firstLine = try #require(text.range(of: "\n", range: start.upperBound..<text.endIndex))
    let end = try #require(text.range(of: "<!-- imports -->\n", range: firstLine.upperBound..<text.endIndex))
    let section = text[firstLine.upperBound..<end.lowerBound]
    let expected = "\n" + ImportFormats.markdown + "\n"
    if ProcessInfo.processInfo.environment["FMBUILD_REFRESH"] != nil, section != expected {
      let whole = text[..<firstLine.upperBound] + expected + text[end.lowerBound...]
      try Data(whole.utf8).write(to: document)
    }
    #expect(
      section == expected,
      "If the change is meant: FMBUILD_REFRESH=1 swift test -c release --filter ImportDocumentTests, and once more without"
    )
  }
}
