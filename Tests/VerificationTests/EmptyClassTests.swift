import Conversion
import DatasetFormat
import IDX
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of the advice on classes without images: whoever follows it gets no other error.
struct EmptyClassTests {
  static let checks = ["label-range", "recorded-checksums", "missing-classes", "manifest-agreement"]

  /// Returns the findings of the checks of classes.
  static func findings(_ folder: TemporaryFolder) async throws -> [String: [Finding]] {
    var settings = Verification.Settings(folder: folder("data"))
    settings.policy = try Policy.standard.limited(to: checks)
    let results = try await Verification.run(settings).results.filter { !$0.findings.isEmpty }
    return Dictionary(uniqueKeysWithValues: results.map { ($0.check.id, $0.findings) })
  }

  @Test func classesNumberedFromOneAreAWarningWithAListThatConvertTakes() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("1", 8), ("2", 8), ("3", 8)], to: folder)
      _ = try await convert(folder)
      let findings = try await Self.findings(folder)
      let finding = try #require(findings["missing-classes"]?.first)
      #expect(Set(findings.keys) == ["missing-classes"] && findings["missing-classes"]?.count == 1)
      #expect(finding.severity == .warning)
      #expect(finding.message.hasSuffix("; the classes are numbered from 1"))
      #expect(finding.remedy.contains(#"convert --classes FILE.yaml, whose text is ["1", "2", "3"]"#))

      let list = try #require(finding.remedy.firstRange(of: /\[.*\]/))
      let classes = String(finding.remedy[list])
      try folder.remove("data")
      _ = try await convert(folder) { $0.classes = try ClassMap.parsing(classes, file: "classes.yaml") }
      #expect(try await Self.findings(folder).mapValues { $0.map(\.message) } == [:])
    }
  }

  @Test func lastLinesOfAForeignListOfClassesCanBeTakenOut() async throws {
    try await withTemporaryFolder { folder in
      var dataset = CleanDataset.small
      dataset.classNames += ["Hat", "Scarf"]
      func write() throws {
        for (name, array) in try dataset.arrays() { try folder.write(array.encoded(), to: "data/" + name) }
        try folder.write(dataset.classNames.map { $0 + "\n" }.joined(), to: "data/" + DatasetFile.classes)
      }
      try write()
      let finding = try #require(try await Self.findings(folder)["missing-classes"]?.first)
      #expect(
        finding.severity == .warning && finding.message.hasPrefix("no split has an image of Hat, Scarf"))
      #expect(finding.remedy == "add images of them, or take the last 2 lines out of classes.txt")
      dataset.classNames.removeLast(2)
      try write()
      #expect(try await Self.findings(folder).mapValues { $0.map(\.message) } == [:])
    }
  }

  @Test func classThatOnlyOneSplitLacksIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("bags", 8), ("shoes", 1)], to: folder)
      _ = try await convert(folder)
      let finding = try #require(try await Self.findings(folder)["missing-classes"]?.first)
      #expect(finding.severity == .error && finding.message.hasSuffix("no image of shoes"))
      #expect(finding.remedy.contains("add photos of it and convert again"))
    }
  }
}
