import DatasetFormat
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests that a defect in an otherwise clean dataset is found by its check, and by no other.
struct PlantedDefectTests {
  @Test(arguments: [false, true])
  func cleanDatasetGivesNoFinding(isCompressed: Bool) async throws {
    try await withTemporaryFolder { folder in
      if isCompressed {
        try await CleanDataset.standard.writeCompressed(to: folder)
      } else {
        try CleanDataset.standard.writeRaw(to: folder)
      }
      let verification = try await Verification.run(.init(folder: folder.path))
      for result in verification.results {
        #expect(result.findings.map(\.message) == [], "\(result.check.id)")
      }
      #expect(verification.gravest == nil)
      #expect(verification.dataset.parts.map(\.imageCount) == [1040, 400])
    }
  }

  @Test func cleanDatasetWithValidationGivesNoFinding() async throws {
    try await withTemporaryFolder { folder in
      try CleanDataset.withValidation.writeRaw(to: folder)
      let verification = try await Verification.run(.init(folder: folder.path))
      for result in verification.results {
        #expect(result.findings.map(\.message) == [], "\(result.check.id)")
      }
      #expect(verification.dataset.parts.map(\.split) == [.train, .validation, .test])
      #expect(verification.dataset.parts.map(\.imageCount) == [1040, 400, 400])
    }
  }

  /// The checks must examine the dataset rather than skip it.
  @Test func checksLookAtTheCleanDataset() async throws {
    try await withTemporaryFolder { folder in
      try await CleanDataset.standard.writeCompressed(to: folder)
      let verification = try await Verification.run(.init(folder: folder.path))
      let looked = Set(verification.results.filter { $0.verdict == .ok }.map(\.check.id))
      let content = verification.results.filter { $0.check.group == .content || $0.check.group == .sets }
      #expect(Set(content.map(\.check.id)).subtracting(looked) == [])
    }
  }

  @Test func convertedDatasetGivesNoFinding() async throws {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      let verification = try await Verification.run(ConvertedDataset.settings(folder))
      for result in verification.results {
        #expect(result.findings.map(\.message) == [], "\(result.check.id)")
      }
    }
  }

  @Test(arguments: PlantedDefect.all)
  func plantedDefectIsFoundByItsCheckAndByNoOther(_ defect: PlantedDefect) async throws {
    let run = try await defect.run()
    let found = run.findings
    let messages = "\(found.mapValues { $0.map(\.message) })"
    #expect(Set(found.keys) == [defect.check], "\(messages)")
    #expect(run.examples(of: defect.check) == run.examples, "\(messages)")
    #expect(run.files(of: defect.check) == run.files, "\(messages)")
  }

  /// Every new check needs a planted defect.
  @Test func everyCheckHasAPlantedDefect() {
    let planted = Set(PlantedDefect.all.map(\.check)).union(PlantedDefect.checksWithoutDefect.keys)
    // The other checks must be requested, and need something to compare with.
    let checks = CheckCatalogue.descriptions.filter {
      $0.group != .loaders && $0.group != .reference && $0.id != "rebuild"
    }
    #expect(checks.map(\.id).filter { !planted.contains($0) } == [])
  }

  @Test func plantedDefectsHaveDifferentNames() {
    #expect(Set(PlantedDefect.all.map(\.name)).count == PlantedDefect.all.count)
  }
}
