import Configuration
import Publishing
import Testing

/// Tests of `about.yaml`.
struct AboutFileTests {
  private func about(_ changes: [String: String?] = [:]) throws(ConfigurationError) -> About {
    try AboutFile.about(parsing: Fixture.about(changes), file: "about.yaml")
  }

  @Test func templateHasNoAnswersAndAsksForAll() throws {
    let about = try AboutFile.about(parsing: AboutFile.template, file: "about.yaml")
    #expect(AboutKey.allCases.filter(about.answers) == [])
    for key in AboutKey.allCases { #expect(AboutFile.template.contains("\n\(key.rawValue):\n")) }
    let keys = AboutKey.core + AboutKey.responsibleAI
    let error = #expect(throws: PublishingError.self) { try about.check(keys) }
    #expect(error?.code == .missingAnswers && error?.details.count == keys.count)
    #expect(error?.message.hasPrefix("about.yaml: 16 answers are missing") == true, "\(error?.message ?? "")")
  }

  @Test func answersAreReadAsTheyAreWritten() throws {
    let about = try about(["version": "'2.10.3'", "description": "|\n  First.\n\n  Second: no.\n"])
    #expect(AboutKey.responsibleAI.allSatisfy(about.answers))
    #expect(about.version == DatasetVersion(2, 10, 3) && about.isSynthetic == false)
    #expect(about.text(.description) == "First.\n\nSecond: no.")
    #expect(
      about.creators.map(\.spokenName) == ["Ada Person"] && about.creators[0].orcid == "0000-0002-1825-0097")
    #expect(about.sources == ["https://example.org/photos", "our own photos"])
    #expect(about.licence?.identifier == "CC-BY-4.0")
  }

  @Test(arguments: [
    ("tittle", "My shoes", "did you mean 'title'"),
    ("slug", "My Shoes", "lower-case letters"), ("slug", "a--b", "lower-case letters"),
    ("slug", "123", "lower-case"),
    ("url", "example.org", "an address"), ("url", "https://example.org/\\\" onload", "an address"),
    ("published", "2026-02-29", "a day"), ("published", "21.11.2026", "a day"),
    ("version", "1.0", "three numbers"), ("version", "01.0.0", "three numbers"),
    ("version", "1.0.-1", "three numbers"),
    ("licence", "CC-BY", "is no licence"), ("licence", "CC-BY-40", "did you mean 'CC-BY-4.0'"),
    ("licence", "other", "licence-name and licence-url"), ("licence-name", "Ours", "belongs to"),
    ("synthetic", "perhaps", "true or false"), ("kaggle-owner", "a/b", "letters, digits"),
    ("creators", "[{name: 'A, B, C'}]", "Family, Given"), ("creators", "[{nme: x}]", "did you mean 'name'"),
    ("creators", "[{name: 'A, B', orcid: 0000-0002-1825-0098}]", "no ORCID"),
    ("creators", "[{name: Shop, orcid: 0000-0002-1825-0097}]", "only a person"),
    ("creators", "[{orcid: 0000-0002-1825-0097}]", "name of this creator"), ("creators", "Ada", "a list"),
    ("datasheet", "{purpse: x}", "did you mean 'purpose'"), ("title", "\"a\\u202eb\"", "cannot be seen"),
    ("title", "\"a\\nb\"", "one line"), ("description", "[a]", "a text"),
  ])
  func wrongAnswerIsNamedWithItsLine(_ key: String, _ value: String, _ words: String) {
    let error = #expect(throws: ConfigurationError.self) { try about([key: value]) }
    let line = Fixture.about([key: value]).split(separator: "\n").firstIndex { $0.hasPrefix(key + ":") }
    #expect(error?.line == line.map { $0 + 1 })
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test func licenceThatNobodyKnowsHasANameAndAnAddress() throws {
    let about = try about([
      "licence": "other", "licence-name": "Shop licence", "licence-url": "https://example.org/licence",
    ])
    #expect(about.licence?.identifier == nil && about.licence?.name == "Shop licence")
  }

  @Test(arguments: ["0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700", "0000-0002-1694-233X"])
  func publishedORCIDsAreRight(_ orcid: String) throws {
    #expect(throws: Never.self) { try about(["creators": "[{name: 'A, B', orcid: '\(orcid)'}]"]) }
  }

  @Test func answersOfTheDatasheetComeFromAllKeys() throws {
    let about = try about(["datasheet": "{purpose: For lessons., missing: Nothing.}"])
    let answered = DatasheetQuestion.allCases.filter { about.answer(to: $0) != nil }
    #expect(
      answered == [.purpose, .makers, .missing, .people, .offence, .uses, .licence, .availability, .contact])
    #expect(
      about.answer(to: .availability)
        == "https://example.org/products; cite it as: Ada Person (2026): My products, version 1.0.0. https://example.org/products"
    )
    let other = try self.about(["datasheet": "{makers: A team of two.}", "url": nil])
    #expect(other.answer(to: .makers) == "A team of two." && other.answer(to: .availability) == nil)
  }

  @Test(arguments: [
    ("1.2.3", VersionChange.Level.patch, "1.2.4"), ("1.2.3", .minor, "1.3.0"), ("1.2.3", .major, "2.0.0"),
    ("0.2.3", .major, "0.3.0"), ("0.2.3", .minor, "0.3.0"),
  ])
  func changeRaisesAVersion(_ version: String, _ level: VersionChange.Level, _ next: String) {
    #expect(DatasetVersion(version)?.raised(by: level) == DatasetVersion(next))
  }
}
