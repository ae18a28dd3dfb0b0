import DatasetBuilding
import DatasetReading
import TestSupport
import Testing
import Verification
import VerificationTestSupport

/// A defect in an otherwise clean dataset is found by its check, and by no other.
struct PlantTests {
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
      #expect(verification.dataset.parts.map(\.itemCount) == [1040, 400])
    }
  }

  /// Nothing to look at is not the same as nothing found.
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

  @Test(arguments: Plant.all)
  func plantIsFoundByItsCheckAndByNoOther(_ plant: Plant) async throws {
    let run = try await plant.run()
    let found = run.findings
    let messages = "\(found.mapValues { $0.map(\.message) })"
    #expect(Set(found.keys) == [plant.check], "\(messages)")
    #expect(run.items(of: plant.check) == run.items, "\(messages)")
    #expect(run.files(of: plant.check) == run.files, "\(messages)")
  }

  /// Whoever adds a check adds a plant.
  @Test func everyCheckHasAPlant() {
    let planted = Set(Plant.all.map(\.check)).union(Plant.unplantable.keys)
    // The others need to be asked for, and something to compare with.
    let checks = CheckCatalogue.descriptions.filter {
      $0.group != .loaders && $0.group != .reference && $0.id != "rebuild"
    }
    #expect(checks.map(\.id).filter { !planted.contains($0) } == [])
  }

  @Test func plantsHaveNamesOfTheirOwn() {
    #expect(Set(Plant.all.map(\.name)).count == Plant.all.count)
  }
}
