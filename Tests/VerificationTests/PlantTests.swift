import DatasetBuilding
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

  @Test(arguments: Plant.all)
  func plantIsFoundByItsCheckAndByNoOther(_ plant: Plant) async throws {
    let run = try await plant.run()
    let found = run.findings
    let messages = "\(found.mapValues { $0.map(\.message) })"
    #expect(found[plant.check] != nil, "\(messages)")
    #expect(Set(found.keys).subtracting(plant.consequences.keys) == [plant.check], "\(messages)")
    #expect(run.items(of: plant.check) == run.items, "\(messages)")
    #expect(run.files(of: plant.check) == run.files, "\(messages)")
  }

  /// What a plant says to be a consequence has to be one, or a check may find wrongly what the plant excuses.
  @Test(arguments: Plant.all.filter { !$0.consequences.isEmpty })
  func consequencesAreFoundToo(_ plant: Plant) async throws {
    let found = try await plant.run().findings.keys
    let ids = Set(CheckCatalogue.descriptions.map(\.id))
    #expect(Set(plant.consequences.keys).intersection(ids).subtracting(found) == [])
  }
}
