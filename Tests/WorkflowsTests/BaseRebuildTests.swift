import Conversion
import DatasetFormat
import Testing
import TestSupport
import Verification
import VerificationTestSupport
import Workflows

/// Tests of rebuilds of datasets that continue an older one.
struct BaseRebuildTests {
  /// Calls `body` with a folder whose dataset `data` continues another, which is no more.
  private func withContinuedDataset(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("b", 10), ("c", 10)], to: folder)
      _ = try await convert(folder, to: "old")
      try TestPhotos.write([("a", 6)], to: folder, firstSeed: 100)
      try folder.write(TestPhotos.png(seed: 200), to: "photos/c/10.png")
      try folder.remove("photos/b/2.png")
      var base = try await BaseDataset.reading(folder("old"))
      base.dropsVanished = true
      _ = try await convert(folder) {
        $0.recipe = base.recipe
        $0.base = base
        $0.classes = try base.recipe.classes.map { try ClassMap($0).takingNewLabels() }
      }
      try folder.remove("old")
      try await body(folder)
    }
  }

  @Test func continuedDatasetIsRebuiltWithoutItsBaseAndItIsSaidWhatIsTakenOnTrust() async throws {
    try await withContinuedDataset { folder in
      let result = try await rebuilding(folder)
      #expect(result.verdict == .ok && result.findings.isEmpty, "\(result.findings)")
      #expect(
        result.summary
          == "identical: 26 photos give the same 4 files, byte for byte; the places of 19 images are those of the base "
          + "'old', as the manifest says")
    }
  }

  @Test func labelThatWasEditedIsFoundAmongTheImagesOfTheBase() async throws {
    try await withContinuedDataset { folder in
      let manifest = try Manifest(parsing: folder.text("data/manifest.csv"), file: "manifest.csv")
      let row = try #require(manifest.rows.first { $0.splitOrigin == .base && $0.className == "b" })
      try folder.makeFolder("photos/c")
      try folder.write(folder.bytes("photos/\(row.source)"), to: "photos/c/moved.png")
      try folder.remove("photos/\(row.source)")
      let result = try await rebuilding(folder)
      #expect(result.verdict == .error)
      #expect(result.findings.contains { $0.message.contains("\(row.source) is now c/moved.png") })
    }
  }

  @Test func recipeOfAContinuedDatasetIsFollowedByTheBase() async throws {
    try await withContinuedDataset { folder in
      let description = try DatasetDescription(
        parsing: folder.text("data/dataset.json"), file: "dataset.json")
      #expect(ConvertCommand(description.recipe).text == "fmbuild convert PHOTOS --out NEW --base old")
      #expect(description.splitsDecidedBy[.base] == 19)
      #expect(description.splitDecisions?.first { $0.cause == .base }?.images ?? 0 > 0)
    }
  }
}
