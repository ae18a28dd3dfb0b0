import Conversion
import DatasetFormat
import IDX
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of the checks with a validation split, complete or incomplete.
struct ValidationSplitTests {
  static func result(of check: String, _ folder: TemporaryFolder) async throws -> CheckResult {
    var settings = Verification.Settings(folder: folder.path)
    settings.policy = try Policy.standard.limited(to: [check])
    let results = try await Verification.run(settings).results
    return try #require(results.first { $0.check.id == check })
  }

  // MARK: - Drift

  /// Returns the result of split-drift for the clean dataset with darker images of class 7 in some splits.
  static func drift(darker splits: [Split]) async throws -> CheckResult {
    var dataset = CleanDataset.withValidation
    for split in splits {
      for example in dataset.examples(of: 7, in: split) {
        let picture = dataset[example]
        var darker = picture.map { UInt8((Double($0) * 0.75).rounded()) }
        if let brightest = picture.firstIndex(of: 255) { darker[brightest] = 255 }
        dataset[example] = darker
      }
    }
    let changed = dataset
    return try await withTemporaryFolder { folder in
      try changed.writeRaw(to: folder)
      return try await result(of: "split-drift", folder)
    }
  }

  @Test(arguments: [Split.validation, .test])
  func driftOfAHeldOutSplitIsFoundAndTheSplitIsNamed(_ split: Split) async throws {
    let result = try await Self.drift(darker: [split])
    let name = CleanDataset.withValidation.classNames[7]
    #expect(result.verdict == .warning && result.findings.count == 1)
    #expect(
      result.findings[0].message == "1 of 10 classes differ between train and validation and test")
    let detail = try #require(result.findings[0].details.first)
    #expect(result.findings[0].details.count == 1 && detail.hasPrefix("\(name): "))
    #expect(detail.contains(" in \(split) (distance "))
    let other: Split = split == .test ? .validation : .test
    #expect(!detail.contains(" in \(other) (distance "))
  }

  @Test func driftOfBothHeldOutSplitsIsSaidOfOneClass() async throws {
    let result = try await Self.drift(darker: [.validation, .test])
    #expect(result.findings.count == 1 && result.findings[0].details.count == 1)
    let detail = result.findings[0].details[0]
    #expect(detail.contains(" in validation (distance ") && detail.contains(" in test (distance "))
  }

  @Test func splitsDrawnAlikeDoNotDriftAndEachIsCompared() async throws {
    let result = try await Self.drift(darker: [])
    #expect(result.verdict == .ok)
    let table = try #require(result.tables.first)
    let column = try #require(table.columns.firstIndex(of: "split"))
    let splits = table.rows.map { row in if case .text(let text) = row[column] { text } else { "" } }
    #expect(Set(splits) == ["validation", "test"])
    #expect(splits.count { $0 == "validation" } == splits.count { $0 == "test" })
  }

  // MARK: - Missing files

  private static func missingFiles(_ folder: TemporaryFolder) async throws -> [[String]] {
    try await result(of: "missing-files", folder).findings.map(\.files)
  }

  @Test func validationIsWantedOnlyIfOneFileOfItIsThere() async throws {
    try await withTemporaryFolder { folder in
      try CleanDataset.small.writeRaw(to: folder)
      #expect(try await Self.missingFiles(folder) == [])
      let (images, labels) = (Split.validation.imagesName(), Split.validation.labelsName)
      try folder.write(CleanDataset.withValidation.images(.validation).encoded(), to: images)
      #expect(try await Self.missingFiles(folder) == [[labels]])
      try folder.write(CleanDataset.withValidation.labels(.validation).encoded(), to: labels)
      #expect(try await Self.missingFiles(folder) == [])
      try folder.remove(images)
      #expect(try await Self.missingFiles(folder) == [[images]])
      try folder.remove(labels)
      #expect(try await Self.missingFiles(folder) == [])
    }
  }

  @Test func trainAndTestAreAlwaysWanted() async throws {
    try await withTemporaryFolder { folder in
      for name in [Split.validation.imagesName(), Split.validation.labelsName] {
        try folder.write(try #require(CleanDataset.withValidation.arrays()[name]).encoded(), to: name)
      }
      let wanted = Split.ofMNIST.flatMap { [[$0.imagesName()], [$0.labelsName]] }
      #expect(try await Self.missingFiles(folder) == wanted)
    }
  }

  // MARK: - Converted datasets

  /// Converts photos to `data`, with a quarter of them each in validation and test.
  private static func writeConverted(_ folder: TemporaryFolder) async throws {
    try TestPhotos.write([("Bag", 20), ("Coat", 20)], to: folder)
    _ = try await convert(folder) {
      $0.recipe.split.rule = .perClass([.train: 10, .validation: 5, .test: 5])
    }
  }

  private static func results(_ folder: TemporaryFolder) async throws -> [CheckResult] {
    try await Verification.run(ConvertedDataset.settings(folder)).results
  }

  @Test func convertedDatasetWithValidationGivesNoFinding() async throws {
    try await withTemporaryFolder { folder in
      try await Self.writeConverted(folder)
      for result in try await Self.results(folder) {
        #expect(result.findings.map(\.message) == [], "\(result.check.id)")
      }
    }
  }

  @Test func validationThatIsRecordedIsWantedAsAWhole() async throws {
    try await withTemporaryFolder { folder in
      try await Self.writeConverted(folder)
      let names = [Split.validation.imagesName(), Split.validation.labelsName]
      for name in names { try folder.remove("data/\(name).gz") }
      let results = try await Self.results(folder)
      let missing = try #require(results.first { $0.check.id == "missing-files" })
      #expect(missing.findings.map(\.files) == names.map { [$0] })
      let recorded = try #require(results.first { $0.check.id == "recorded-checksums" })
      #expect(recorded.findings.map(\.files) == [names.map { $0 + ".gz" }])
    }
  }
}
