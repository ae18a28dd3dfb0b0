import Foundation
import Testing
import Workflows

/// Tests of the list of charts.
struct ChartDocumentTests {
  @Test func documentHasTheTableOfTheProgram() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/charts.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(text.contains(ChartCatalogue.markdown), "docs/charts.md should have:\n\(ChartCatalogue.markdown)")
  }

  @Test func namesAreDifferentAndFound() {
    let names = ChartCatalogue.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(ChartCatalogue.kind(named: name.uppercased())?.name == name) }
    #expect(ChartCatalogue.kind(named: "nothing") == nil)
    #expect(ChartCatalogue.message(aboutUnknown: "score").contains("(did you mean 'scores'?)"))
  }
}
