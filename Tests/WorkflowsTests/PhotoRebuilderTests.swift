import Configuration
import Conversion
import DatasetFormat
import Foundation
import IDX
import ImageCore
import Testing
import TestSupport
import Verification
import VerificationTestSupport
import Workflows

/// Tests of rebuilds of photos and datasets that changed.
struct PhotoRebuilderTests {
  /// Makes a dataset of 60 photos, and two more that give no image.
  static func withDataset(
    pipeline: String = PipelineLibrary.defaultName,
    _ change: (inout Conversion.Settings) throws -> Void = { _ in },
    _ body: (TemporaryFolder) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 20), ("hat,\nred", 20), ("shoe", 20)], to: folder)
      try folder.write("no picture", to: "photos/Bag/text.jpg")
      try folder.write(TestPhotos.blankPNG(), to: "photos/shoe/blank.png")
      _ = try await convert(folder, pipeline: pipeline, change)
      try await body(folder)
    }
  }

  // MARK: - Photos that changed

  @Test func photosThatChangedVanishedAppearedAndWereRenamedAreNamedAndNoOthers() async throws {
    try await Self.withDataset { folder in
      try folder.write(TestPhotos.png(seed: 900), to: "photos/Bag/3.png")
      try folder.write(folder.bytes("photos/Bag/5.png"), to: "photos/Bag/five.png")
      try folder.remove("photos/Bag/5.png")
      try folder.remove("photos/shoe/7.png")
      try folder.write(TestPhotos.png(seed: 901), to: "photos/shoe/new.png")
      let result = try await rebuilding(folder)
      #expect(result.verdict == .error)
      #expect(result.summary == "58 of 60 images identical")
      #expect(
        result.findings.map(\.files) == [
          ["Bag/3.png"], ["Bag/5.png", "Bag/five.png"], ["shoe/7.png"], ["shoe/new.png"],
        ])
      #expect(result.findings.map(\.examples.count) == [1, 1, 1, 0])
      for (finding, word) in zip(result.findings, ["changed", "renamed", "vanished", "appeared"]) {
        #expect(finding.message.contains("1 photo \(word)"))
      }
      #expect(result.findings[1].message.contains("Bag/5.png is now Bag/five.png"))
    }
  }

  @Test(arguments: [("\u{E9}te\u{301}", "e\u{301}t\u{E9}"), ("e\u{301}", "\u{E9}")])
  func accentsThatAnotherSystemWritesOtherwiseAreNoChange(_ before: String, _ after: String) async throws {
    try await withTemporaryFolder { folder in
      // The two names are equal for Swift, and differ on a disk.
      for (name, root) in [(before, "photos"), (after, "copy")] {
        for number in 0..<8 {
          let label = number % 2 == 0 ? name : "f"
          try folder.write(TestPhotos.png(seed: UInt64(number)), to: "\(root)/\(label)/\(name)\(number).png")
        }
        try folder.write("no picture", to: "\(root)/f/\(name).jpg")
      }
      _ = try await convert(folder)
      let result = try await rebuilding(folder, photos: "copy")
      #expect(result.findings.isEmpty && result.verdict == .ok, "\(result.findings)")
    }
  }

  @Test func whatAnEarlierVersionRejectedAndThisPassesOverHasNotVanished() async throws {
    try await Self.withDataset { folder in
      try folder.write("a note", to: "photos/Bag/notes.txt")
      try folder.replace(
        "Bag/text.jpg", with: "Bag/notes.txt,,Bag,not-an-image,no photo\nBag/text.jpg", in: "data/rejects.csv"
      )
      #expect(try await rebuilding(folder).findings.isEmpty)
    }
  }

  @Test func examplesOfAFindingAreThoseOfItsPhotos() async throws {
    try await Self.withDataset { folder in
      for number in [3, 8, 11] {
        try folder.write(TestPhotos.png(seed: UInt64(900 + number)), to: "photos/Bag/\(number).png")
      }
      let finding = try #require(try await rebuilding(folder).findings.first)
      let rows = try CSV.rows(parsing: folder.text("data/manifest.csv"), file: "").map(\.fields)
      #expect(finding.examples.count == 3)
      for example in finding.examples {
        let row = rows.first {
          $0[0] == example.position.split.rawValue && $0[1] == "\(example.position.index)"
        }
        #expect(["Bag/3.png", "Bag/8.png", "Bag/11.png"].contains(row?[4]))
      }
    }
  }

  @Test func touchedPhotosAndACopiedFolderAreNothing() async throws {
    try await Self.withDataset { folder in
      for (name, bytes) in try folder.files(in: "photos") { try folder.write(bytes, to: "copies/" + name) }
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: folder("copies/Bag/1.png"))
      let result = try await rebuilding(folder, photos: "copies")
      #expect(result.verdict == .ok)
      #expect(result.summary == "identical: 62 photos give the same 4 files, byte for byte")
    }
  }

  @Test func photoThatIsNoPictureAnyMoreChanged() async throws {
    try await Self.withDataset { folder in
      try folder.write("text", to: "photos/Bag/0.png")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.files) == [["Bag/0.png"]])
      #expect(result.findings.first?.message.contains("rejected now: not-an-image") == true)
    }
  }

  @Test func rejectedPhotosThatVanishAppearOrGiveExamplesAreNamed() async throws {
    try await Self.withDataset { folder in
      try folder.remove("photos/Bag/text.jpg")
      try folder.write("no picture either", to: "photos/Bag/other.jpg")
      try folder.write("in no class", to: "photos/stray.jpg")
      try folder.write(TestPhotos.png(seed: 902), to: "photos/shoe/blank.png")
      let result = try await rebuilding(folder)
      #expect(
        result.findings.map(\.files) == [
          ["shoe/blank.png"], ["Bag/text.jpg"], ["Bag/other.jpg", "stray.jpg"],
        ])
      #expect(result.findings.map(\.message).joined().contains("not-an-image"))
      #expect(result.findings.prefix(2).allSatisfy { $0.message.contains("1 photo that gave no image ") })
      #expect(result.summary == "60 of 60 images identical")
    }
  }

  @Test func photoMovedToAnotherClassIsRenamedAndItsLabelDiffers() async throws {
    try await Self.withDataset { folder in
      try folder.write(folder.bytes("photos/Bag/1.png"), to: "photos/shoe/moved.png")
      try folder.remove("photos/Bag/1.png")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.files) == [["Bag/1.png", "shoe/moved.png"], []])
      #expect(result.findings.last?.examples.first?.detail == "shoe by its photo, Bag in the file")
      #expect(result.summary == "59 of 60 images identical")
    }
  }

  @Test func renamedClassIsRenamedPhotosThatBelongToNoClass() async throws {
    try await Self.withDataset { folder in
      for number in 0..<20 {
        try folder.write(folder.bytes("photos/Bag/\(number).png"), to: "photos/bags/\(number).png")
      }
      try folder.remove("photos/Bag")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.examples.count) == [20, 0])
      #expect(
        result.findings[0].examples.allSatisfy {
          $0.detail.hasPrefix("now bags/") && $0.detail.hasSuffix(".png, rejected now: unknown-label")
        })
      #expect(result.findings[1].files == ["Bag/text.jpg"])
      #expect(result.summary == "40 of 60 images identical")
    }
  }

  @Test func copyOfAPhotoAppearedAndIsNoRenaming() async throws {
    try await Self.withDataset { folder in
      try folder.write(folder.bytes("photos/Bag/1.png"), to: "photos/Bag/copy.png")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.files) == [["Bag/copy.png"]])
      #expect(result.findings.first?.message.contains("1 photo appeared") == true)
    }
  }

  @Test func photoTooFewForTheRecordedNumbersStillLetsTheOthersBeCompared() async throws {
    try await Self.withDataset {
      $0.recipe.split.rule = .perClass([.train: 16, .test: 4])
    } _: { folder in
      try folder.remove("photos/Bag/0.png")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.files) == [["Bag/0.png"]])
      #expect(result.summary == "59 of 60 images identical")
    }
  }

  // MARK: - Datasets that changed

  /// Changes the elements of a file, and writes the file again.
  private static func edit(
    _ name: String, in folder: TemporaryFolder, _ change: (inout [UInt8]) -> Void
  ) throws {
    let array = try IDXArray(contentsOf: folder("data/\(name).gz"))
    var payload = array.payload
    change(&payload)
    try folder.remove("data/\(name).gz")
    try folder.write(array.header.encoded() + payload, to: "data/\(name)")
  }

  @Test func editedExamplesAreNotWhatTheirPhotosGive() async throws {
    try await Self.withDataset { folder in
      try Self.edit(Split.train.imagesName(), in: folder) { bytes in
        bytes[784 * 5 + 400] ^= 255
        bytes[784 * 9] ^= 1
      }
      let result = try await rebuilding(folder)
      #expect(result.findings.count == 1)
      #expect(
        result.findings.first?.examples.map(\.position) == [
          ExamplePosition(.train, 5), ExamplePosition(.train, 9),
        ])
      #expect(result.findings.first?.message.contains("wrote them") == false)
      #expect(result.summary == "58 of 60 images identical")
    }
  }

  @Test func editedLabelsAreNamed() async throws {
    try await Self.withDataset { folder in
      try Self.edit(Split.test.labelsName, in: folder) { $0[1] = ($0[1] + 1) % 3 }
      let result = try await rebuilding(folder)
      #expect(result.findings.flatMap(\.examples).map(\.position) == [ExamplePosition(.test, 1)])
      #expect(result.findings.count == 1)
    }
  }

  @Test func otherVersionOfTheProgramIsNamedWhereExamplesDiffer() async throws {
    try await Self.withDataset { folder in
      try folder.replace(
        #""version" : "\#(ProgramVersion.current)""#, with: #""version" : "0.0.9""#, in: "data/dataset.json")
      #expect(try await rebuilding(folder).verdict == .ok)
      try folder.replace(#""method" : "sample""#, with: #""method" : "lanczos""#, in: "data/dataset.json")
      let finding = try #require(try await rebuilding(folder).findings.first)
      #expect(finding.message.contains("fmbuild 0.0.9 wrote them, this is \(ProgramVersion.current)"))
    }
  }

  @Test func otherSeedWouldPutExamplesElsewhere() async throws {
    try await Self.withDataset { folder in
      try folder.replace(#""seed" : 0"#, with: #""seed" : 1"#, in: "data/dataset.json")
      let result = try await rebuilding(folder)
      #expect(result.findings.count == 1)
      #expect(result.findings.first?.message.contains("would go elsewhere") == true)
      #expect(result.findings.first?.examples.isEmpty == false)
      #expect(result.summary == "60 of 60 images identical")
    }
  }

  @Test func headerThatDiffersIsFoundThoughEveryExampleIsTheSame() async throws {
    try await Self.withDataset { folder in
      let name = Split.test.imagesName()
      let array = try IDXArray(contentsOf: folder("data/\(name).gz"))
      let header = try IDXHeader(elementType: .uint8, dimensions: array.header.dimensions + [1])
      try folder.remove("data/\(name).gz")
      try folder.write(header.encoded() + array.payload, to: "data/\(name)")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.files) == [[name]])
    }
  }

  @Test func damagedIDXFileLeavesTheOtherSplitToCompare() async throws {
    try await Self.withDataset { folder in
      let name = "data/\(Split.test.imagesName()).gz"
      try folder.write(folder.bytes(name).dropLast(9) + [], to: name)
      let result = try await rebuilding(folder)
      #expect(result.findings.contains { $0.message.hasPrefix("test: the files cannot be read") })
    }
  }

  @Test func missingRecordsAreErrorsThatNameThem() async throws {
    for name in ["dataset.json", "manifest.csv", "rejects.csv"] {
      try await Self.withDataset { folder in
        try folder.remove("data/" + name)
        let error = await #expect(throws: VerificationError.self) { try await rebuilding(folder) }
        #expect(error?.code == .invalidInput)
        #expect(error?.message.contains("data/\(name)") == true)
      }
    }
  }

  @Test(arguments: [
    (#""name" : "trim""#, #""name" : "cut""#, "no stage 'cut'"),
    (#""rule" : "fraction""#, #""rule" : "whim""#, "'recipe.split.rule'"),
    (#""origin" : "sorted""#, #""origin" : "whim""#, "'recipe.classes.origin'"),
    (#""schema" : 2"#, #""schema" : 3"#, "schema"),
  ])
  func descriptionThatThisVersionDoesNotKnowIsAnError(_ text: String, _ other: String, _ message: String)
    async throws
  {
    try await Self.withDataset { folder in
      try folder.replace(text, with: other, in: "data/dataset.json")
      let error = await #expect(throws: VerificationError.self) { try await rebuilding(folder) }
      #expect(error?.message.contains(message) == true)
    }
  }

  @Test func nobodyAskedMeansNoResult() async throws {
    try await Self.withDataset { folder in
      let verification = try await Verification.run(.init(folder: folder("data")))
      #expect(!verification.results.contains { $0.check.id == "rebuild" })
    }
  }
}
