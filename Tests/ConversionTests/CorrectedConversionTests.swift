import Conversion
import DatasetFormat
import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of datasets whose labels were corrected.
struct CorrectedConversionTests {
  static func withPhotos(_ lines: String, _ body: (TemporaryFolder, Corrections) async throws -> Void)
    async throws
  {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 20), ("Coat", 20), ("Hat", 20)], to: folder)
      try folder.write("source,action,new_class\n" + lines, to: "marks/corrections.csv")
      try await body(folder, Corrections(reading: folder("marks/corrections.csv")))
    }
  }

  static func rows(_ name: String, in folder: TemporaryFolder) throws -> [[String: String]] {
    let rows = try CSV.rows(parsing: folder.text(name), file: name).map(\.fields)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
  }

  @Test func fileAndCountsAreRecordedAndNothingWithoutCorrections() async throws {
    try await Self.withPhotos("Bag/0.png,relabel,Hat\nBag/1.png,drop\nBag/2.png,drop\n") {
      folder, corrections in
      let plain = try await convert(folder, to: "plain").description
      #expect(plain.recipe.corrections == nil && plain.counts.leftOut == 0)
      #expect(try !folder.text("plain/dataset.json").contains("corrections"))
      let description = try await convert(folder) { $0.corrections = corrections }.description
      let entry = try #require(description.recipe.corrections)
      #expect(entry.name == "corrections.csv")
      #expect(entry.sha256 == sha256(try folder.bytes("marks/corrections.csv")))
      #expect(description.counts.relabelled == 1 && description.counts.dropped == 2)
      #expect(description.counts.photos == 60 && description.counts.images.total == 58)
      #expect(description.counts.leftOut == 2 && description.counts.rejected == 0)
      #expect(description.schema == 2)
      #expect(description.classes.map(\.images.total) == [17, 20, 21])
      let written = try JSONDecoder().decode(
        DatasetDescription.self, from: Data(folder.bytes("data/dataset.json")))
      #expect(written == description)
    }
  }

  @Test func manifestSaysWhichLabelAPhotoHadBesideWhatWasOddAboutIt() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 4), ("it's \"a\", hat", 4)], to: folder)
      let jpeg = try TestPhotos.jpeg(seed: 400, size: Size(width: 600, height: 800))
      try folder.write(Array(jpeg.prefix(jpeg.count * 3 / 4)), to: "photos/Bag/cut.jpg")
      try folder.write(
        "source,action,new_class\n\"it's \"\"a\"\", hat/0.png\",relabel,Bag\nBag/cut.jpg,relabel,\"it's \"\"a\"\", hat\"\n",
        to: "corrections.csv")
      _ = try await convert(folder) {
        $0.corrections = try Corrections(reading: folder("corrections.csv"))
        $0.recipe.selection.acceptsTruncated = true
      }
      let notes = try Self.rows("data/manifest.csv", in: folder).reduce(into: [:]) {
        $0[$1["source"]!] = $1["notes"]!
      }
      #expect(notes["it's \"a\", hat/0.png"] == "relabelled from 'it's \"a\", hat'")
      #expect(notes["Bag/cut.jpg"]?.hasPrefix("relabelled from 'Bag'; ") == true)
      #expect(notes["Bag/0.png"] == "")
    }
  }

  @Test func everyOtherExampleStaysInItsSplit() async throws {
    try await Self.withPhotos("Bag/3.png,relabel,Hat\nCoat/7.png,drop\n") { folder, corrections in
      _ = try await convert(folder, to: "before")
      _ = try await convert(folder, to: "after") { $0.corrections = corrections }
      func splits(_ name: String) throws -> [String: String] {
        try Self.rows(name + "/manifest.csv", in: folder).reduce(into: [:]) {
          $0[$1["source"]!] = $1["split"]! + " " + $1["label"]!
        }
      }
      var before = try splits("before")
      var after = try splits("after")
      #expect(before.removeValue(forKey: "Coat/7.png") != nil)
      let (old, new) = (before.removeValue(forKey: "Bag/3.png"), after.removeValue(forKey: "Bag/3.png"))
      #expect(old?.hasSuffix(" 0") == true && new?.hasSuffix(" 2") == true)
      #expect(old?.dropLast() == new?.dropLast())
      #expect(before.count == 58 && before == after)
    }
  }

  @Test func numbersOfEachClassAreThoseOfTheCorrectedLabels() async throws {
    try await Self.withPhotos("Bag/0.png,relabel,Hat\n") { folder, corrections in
      let error = await #expect(throws: DatasetError.self) {
        try await convert(folder) {
          $0.corrections = corrections
          $0.recipe.split.rule = .perClass([.train: 16, .test: 4])
        }
      }
      #expect(error?.message.contains("but Bag has 19; ") == true)
      let counts = try await convert(folder) {
        $0.corrections = corrections
        $0.recipe.split.rule = .perClass([.train: 16, .test: 3])
      }.description.counts
      #expect(counts.images == [.train: 48, .test: 9] && counts.leftOut == 3)
    }
  }

  @Test func pictureUnderTwoLabelsIsNoneOnceOneIsCorrected() async throws {
    try await Self.withPhotos("Coat/copy.png,relabel,Bag\n") { folder, corrections in
      try folder.write(folder.bytes("photos/Bag/1.png"), to: "photos/Coat/copy.png")
      let warning = "1 image has two labels"
      let before = try await convert(folder, to: nil).warnings
      #expect(before.contains { $0.hasPrefix(warning) })
      let after = try await convert(folder, to: nil) { $0.corrections = corrections }.warnings
      #expect(
        !after.contains { $0.hasPrefix(warning) } && after.contains { $0.hasPrefix("1 image is equal") })
    }
  }

  @Test func duplicateOfADroppedPhotoIsKept() async throws {
    try await Self.withPhotos("Bag/1.png,drop\n") { folder, corrections in
      try folder.write(folder.bytes("photos/Bag/1.png"), to: "photos/Bag/copy.png")
      let conversion = try await convert(folder, to: nil) {
        $0.corrections = corrections
        $0.recipe.selection.dropsDuplicates = true
      }
      #expect(conversion.rejectedPhotos.map(\.source) == ["Bag/1.png"])
      #expect(conversion.rejectedPhotos.map(\.reason) == [.dropped])
    }
  }

  @Test func photosStayAsAndWhereTheyAre() async throws {
    try await Self.withPhotos("Bag/1.png,drop\nBag/2.png,relabel,Hat\n") { folder, corrections in
      let before = try folder.files(in: "photos")
      _ = try await convert(folder) { $0.corrections = corrections }
      #expect(try folder.files(in: "photos") == before)
    }
  }
}
