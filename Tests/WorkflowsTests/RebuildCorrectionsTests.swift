import Conversion
import Testing
import TestSupport
import Verification
import VerificationTestSupport
import Workflows

/// Tests of rebuilding datasets whose labels were corrected.
struct RebuildCorrectionsTests {
  static func withDataset(
    _ body: (TemporaryFolder, _ corrections: String) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 14), ("Coat", 14), ("Hat", 1)], to: folder)
      let digest = sha256(try folder.bytes("photos/Bag/1.png"))
      try folder.write(
        "source,action,new_class,class,sha256\nBag/1.png,relabel,coat,Bag,\(digest)\nCoat/2.png,drop,,Coat,\n"
          + "Hat/0.png,relabel,Bag,Hat,\nBag/9999.png,drop,,,\n", to: "marks/corrections.csv")
      let corrections = folder("marks/corrections.csv")
      _ = try await convert(folder) { $0.corrections = try Corrections(reading: corrections) }
      try await body(folder, corrections)
    }
  }

  static func rebuilding(_ folder: TemporaryFolder, _ corrections: String?) async throws -> CheckResult {
    try await result(of: "rebuild", in: folder) {
      $0.rebuilder = PhotoRebuilder(
        photos: folder("photos"), corrections: try corrections.map { try Corrections(reading: $0) },
        jobCount: 2)
    }
  }

  @Test func sameCorrectionsWhereverTheyAreGiveTheSame() async throws {
    try await Self.withDataset { folder, corrections in
      try folder.write(folder.bytes("marks/corrections.csv"), to: "copy (1).csv")
      for file in [corrections, folder("copy (1).csv")] {
        let result = try await Self.rebuilding(folder, file)
        #expect(result.findings.isEmpty && result.verdict == .ok)
        #expect(result.summary == "identical: 29 photos give the same 4 files, byte for byte")
      }
    }
  }

  @Test func missingCorrectionsAreAnErrorThatSaysWhichAndHow() async throws {
    try await Self.withDataset { folder, _ in
      let error = await #expect(throws: VerificationError.self) { try await Self.rebuilding(folder, nil) }
      #expect(error?.code == .invalidInput)
      #expect(
        error?.message.hasSuffix(
          "/dataset.json: the labels were corrected by 'corrections.csv'; name it with --corrections FILE")
          == true)
    }
  }

  @Test func correctionsWhereThereWereNoneAreAnError() async throws {
    try await Self.withDataset { folder, corrections in
      _ = try await convert(folder) { $0.overwrites = true }
      let error = await #expect(throws: VerificationError.self) {
        try await Self.rebuilding(folder, corrections)
      }
      #expect(error?.message.hasSuffix("made without corrections; leave out --corrections") == true)
    }
  }

  @Test func changedCorrectionsAreAFindingBesideWhatTheyChange() async throws {
    try await Self.withDataset { folder, corrections in
      try folder.replace(
        "Bag/1.png,relabel,coat,Bag", with: "Bag/1.png,drop,,Bag", in: "marks/corrections.csv")
      try folder.replace("Coat/2.png,drop,,", with: "Coat/3.png,relabel,Hat,", in: "marks/corrections.csv")
      let result = try await Self.rebuilding(folder, corrections)
      #expect(result.verdict == .error)
      #expect(
        result.findings.first?.message.hasSuffix(
          "corrections.csv: the corrections changed since the dataset was made") == true)
      #expect(result.findings.first?.files == [corrections])
      let details = result.findings.flatMap(\.examples).map(\.detail)
      #expect(Set(details) == ["rejected now: dropped", "Hat by its photo, Coat in the file"])
      #expect(result.findings.contains { $0.files == ["Coat/2.png"] })
      #expect(result.summary == "26 of 28 images identical")
    }
  }

  @Test func markedPhotoThatChangedIsNamedAsAnyOther() async throws {
    try await Self.withDataset { folder, corrections in
      try folder.write(TestPhotos.png(seed: 900), to: "photos/Bag/1.png")
      let result = try await Self.rebuilding(folder, corrections)
      #expect(result.findings.map(\.files) == [["Bag/1.png"]])
      #expect(result.findings.first?.message.contains("1 photo changed") == true)
    }
  }

  @Test func droppedPhotoThatVanishedIsNamed() async throws {
    try await Self.withDataset { folder, corrections in
      try folder.remove("photos/Coat/2.png")
      let result = try await Self.rebuilding(folder, corrections)
      #expect(result.findings.map(\.files) == [["Coat/2.png"]])
      #expect(result.findings.first?.message.contains("1 photo that gave no image vanished") == true)
    }
  }
}
