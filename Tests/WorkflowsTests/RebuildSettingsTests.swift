import Configuration
import Conversion
import DatasetFormat
import Foundation
import ImageCodecs
import ImageCore
import ImageStages
import Testing
import TestSupport
import Verification
import VerificationTestSupport
import Workflows

/// Tests that the same photos give the same dataset again, whatever its settings.
struct RebuildSettingsTests {
  /// A set of settings for the conversion.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var pipeline = PipelineLibrary.defaultName
    let change: @Sendable (inout Conversion.Settings) -> Void

    init(
      _ name: String, pipeline: String = PipelineLibrary.defaultName,
      _ change: @escaping @Sendable (inout Conversion.Settings) -> Void = { _ in }
    ) {
      testDescription = name
      self.pipeline = pipeline
      self.change = change
    }
  }

  static let cases =
    PipelineLibrary.names.map { Case($0, pipeline: $0) } + [
      Case("per class") { $0.recipe.split.rule = .perClass([.train: 9, .test: 3]) },
      Case("in all") { $0.recipe.split.rule = .total([.train: 20, .test: 7]) },
      Case("no duplicates") { $0.recipe.selection.dropsDuplicates = true },
      Case("all to train") { $0.recipe.split.rule = .fractions(validation: 0, test: 0) },
      Case("0.2 to validation") { $0.recipe.split.rule = .fractions(validation: 0.2, test: 0.2) },
      Case("per class with validation") {
        $0.recipe.split.rule = .perClass([.train: 8, .validation: 2, .test: 3])
      },
      Case("0.37 to test") { $0.recipe.split.rule = .fractions(validation: 0, test: 0.37) },
      Case("not shuffled") { $0.recipe.split.isShuffled = false },
      Case("largest seed") { $0.recipe.split.seed = .max },
      Case("fast") { $0.recipe.isFast = true },
      Case("torchvision") { $0.recipe.layout = .torchvision },
      Case("keras and raw") {
        $0.recipe.layout = .keras
        $0.recipe.addsRaw = true
      },
      Case("no low contrast") { $0.recipe.selection.minimumContrast = 40 },
      Case("blank ones kept") { $0.recipe.selection.keepsBlank = true },
      Case("truncated ones taken") { $0.recipe.selection.acceptsTruncated = true },
      Case("few pixels") { $0.recipe.selection.maximumPixels = 2000 },
      Case("all at once", pipeline: "rgb-32") {
        $0.recipe.split.rule = .perClass([.train: 5, .test: 2])
        $0.recipe.selection.dropsDuplicates = true
        $0.recipe.split.seed = 3
        $0.recipe.selection.keepsBlank = true
        $0.recipe.selection.minimumContrast = 25
      },
    ]

  /// Writes photos for which each option makes a difference.
  static func writePhotos(to folder: TemporaryFolder) throws {
    try TestPhotos.write([("Bag", 14), ("Coat", 14), ("Kleid ü", 14)], to: folder)
    try folder.write(folder.bytes("photos/Bag/1.png"), to: "photos/Bag/again.png")
    try folder.write(folder.bytes("photos/Bag/2.png"), to: "photos/Coat/also a bag.png")
    try folder.write(TestPhotos.blankPNG(), to: "photos/Coat/blank.png")
    try folder.write(TestPhotos.palePNG(), to: "photos/Coat/pale.png")
    try folder.write("no picture", to: "photos/Coat/text.png")
    try folder.write("no class", to: "photos/stray.png")
    let jpeg = try TestPhotos.jpeg(seed: 400, size: Size(width: 600, height: 800))
    try folder.write(jpeg, to: "photos/Bag/large.jpg")
    try folder.write(Array(jpeg.prefix(jpeg.count * 3 / 4)), to: "photos/Coat/cut.jpg")
  }

  @Test(arguments: cases) func datasetJustMadeIsIdentical(_ way: Case) async throws {
    try await withTemporaryFolder { folder in
      try Self.writePhotos(to: folder)
      let conversion = try await convert(folder, pipeline: way.pipeline, way.change)
      let result = try await rebuilding(folder)
      #expect(
        result.summary
          == "identical: 50 photos give the same \(conversion.description.files.count) files, byte for byte"
      )
      #expect(result.findings.isEmpty && result.verdict == .ok)
    }
  }

  /// Each case gives other files than the default, because a case that cannot fail would prove nothing.
  @Test func everyWayDiffersFromTheUsualOne() async throws {
    try await withTemporaryFolder { folder in
      try Self.writePhotos(to: folder)
      var seen: [String: String] = [:]
      for way in Self.cases {
        let description = try await convert(folder, to: "other", pipeline: way.pipeline) {
          way.change(&$0)
          $0.overwrites = true
        }.description
        let key = description.files.map { $0.path + $0.payloadSHA256 }.joined()
        #expect(seen[key] == nil, "\(way.testDescription) is like \(seen[key] ?? "")")
        seen[key] = way.testDescription
      }
    }
  }

  @Test func ownPipelineIsIdentical() async throws {
    try await withTemporaryFolder { folder in
      try Self.writePhotos(to: folder)
      let pipeline = try PipelineFile.pipeline(
        parsing: """
          pipeline: own
          stages:
            - decode: {background: '#fdfdfd'}
            - trim: {fuzz: 7.5%}
            - resize: {size: 20x24, method: lanczos}
            - blur: {sigma: 0.3}
            - extend: {size: 20x24, background: '#102030'}
          """, file: "own.yaml")
      _ = try await convert(folder) { $0.recipe.pipeline = Recipe.Pipeline(pipeline, file: "own.yaml") }
      #expect(try await rebuilding(folder).verdict == .ok)
    }
  }

  @Test func foldersThatAreSplitsAreIdentical() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 9), ("Coat", 9)], to: folder, under: "photos/train")
      try TestPhotos.write([("Bag", 4), ("Coat", 4)], to: folder, under: "photos/test", firstSeed: 500)
      _ = try await convert(folder)
      #expect(try await rebuilding(folder).verdict == .ok)
    }
  }

  @Test func datasetAmongThePhotosIsNoPhoto() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 9), ("b", 9)], to: folder)
      _ = try await convert(folder, to: "photos/data")
      var settings = Verification.Settings(folder: folder("photos/data"))
      settings.rebuilder = PhotoRebuilder(photos: folder("photos"), jobCount: 2)
      let results = try await Verification.run(settings).results
      #expect(results.first { $0.check.id == "rebuild" }?.verdict == .ok)
    }
  }

  @Test(arguments: ["Bag: [Handbags, Backpacks]\nCoat:\n", "- Handbags\n- Backpacks\n- Coat\n"])
  func classesOfAFileAreIdentical(_ yaml: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hand-bags", 8), ("Backpacks", 8), ("Coat", 8), ("Hats", 3)], to: folder)
      try folder.write(yaml, to: "classes.yaml")
      _ = try await convert(folder) { $0.classes = try ClassMap.reading(folder("classes.yaml")) }
      #expect(try await rebuilding(folder).verdict == .ok)
      // A new label of a class gives an image; a new label of no class is rejected.
      try folder.write(TestPhotos.png(seed: 700), to: "photos/BACKPACKS/new.png")
      try folder.write(TestPhotos.png(seed: 701), to: "photos/Gloves/new.png")
      let result = try await rebuilding(folder)
      #expect(result.findings.map(\.files) == [["BACKPACKS/new.png", "Gloves/new.png"]])
      #expect(
        result.findings.first?.message.contains(
          "BACKPACKS/new.png, Gloves/new.png (rejected now: unknown-label)") == true)
    }
  }

  // MARK: - Tables

  private static func withTable(
    _ body: (TemporaryFolder, LabelFile.Columns) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("all", 24)], to: folder)
      var text = "Bild;Sorte;product;split\nmissing.png;Bag;;\n;Bag;;\n"
      for number in 0..<22 {
        text +=
          "all/\(number);\(number % 2 == 0 ? "Bag" : "Coat");p\(number / 4);\(number > 18 ? "test" : "")\n"
      }
      try folder.write("\u{FEFF}" + text, to: "tables/shop.csv")
      var columns = LabelFile.Columns()
      (columns.path, columns.label, columns.group) = ("Bild", "Sorte", "product")
      _ = try await convert(folder) {
        $0.labels = .file(try LabelFile(reading: folder("tables/shop.csv"), columns: columns))
      }
      try await body(folder, columns)
    }
  }

  @Test func tableIsRecordedWithItsNameChecksumAndColumns() async throws {
    try await Self.withTable { folder, _ in
      let labels = try DatasetDescription(parsing: folder.text("data/dataset.json"), file: "dataset.json")
        .recipe
        .labels
      #expect(labels.origin == .table && labels.file?.name == "shop.csv")
      #expect(labels.file?.sha256 == sha256(try folder.bytes("tables/shop.csv")))
      #expect(labels.columns?.label == "Sorte" && labels.columns?.split == "split")
    }
  }

  @Test func sameTableWhereverItIsGivesTheSame() async throws {
    try await Self.withTable { folder, columns in
      try folder.write(folder.bytes("tables/shop.csv"), to: "copy.csv")
      for table in ["tables/shop.csv", "copy.csv"] {
        let file = try LabelFile(reading: folder(table), columns: columns)
        let result = try await rebuilding(folder, labels: .file(file))
        #expect(result.findings.isEmpty && result.verdict == .ok, "\(table)")
      }
    }
  }

  @Test func changedTableIsAFindingBesideWhatItChanges() async throws {
    try await Self.withTable { folder, columns in
      try folder.replace("all/4;Bag", with: "all/4;Coat", in: "tables/shop.csv")
      let file = try LabelFile(reading: folder("tables/shop.csv"), columns: columns)
      let result = try await rebuilding(folder, labels: .file(file))
      #expect(result.findings.first?.message.contains("the table of labels changed") == true)
      #expect(
        result.findings.contains { $0.examples.map(\.detail) == ["Coat by its photo, Bag in the file"] })
      #expect(result.summary == "21 of 22 images identical")
    }
  }

  @Test func missingTableIsAnErrorThatSaysWhichAndHow() async throws {
    try await Self.withTable { folder, _ in
      let error = await #expect(throws: VerificationError.self) { try await rebuilding(folder) }
      #expect(
        error?.message.hasSuffix(
          "the labels came from the table 'shop.csv'; name it with --labels FILE --path-column 'Bild' "
            + "--label-column 'Sorte' --group-column 'product'") == true)
    }
  }

  @Test func otherColumnsAreAnError() async throws {
    try await Self.withTable { folder, columns in
      var others = columns
      others.group = "split"
      let file = try LabelFile(reading: folder("tables/shop.csv"), columns: others)
      let error = await #expect(throws: VerificationError.self) {
        try await rebuilding(folder, labels: .file(file))
      }
      #expect(error?.message.contains("--group-column 'product'") == true)
    }
  }

  @Test func tableWhereFoldersGaveTheLabelsIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 5), ("b", 5)], to: folder)
      _ = try await convert(folder)
      try folder.write("path,label\na/1.png,a\n", to: "labels.csv")
      let file = try LabelFile(reading: folder("labels.csv"))
      let error = await #expect(throws: VerificationError.self) {
        try await rebuilding(folder, labels: .file(file))
      }
      #expect(error?.message.hasSuffix("leave out --labels") == true)
    }
  }

  // MARK: - Recorded classes

  @Test(arguments: [
    ["Bag", "Trouser", "ankle boot"], ["0", "7", "03"], ["Hüte", "a\nb", "Zebra"],
  ])
  func classMapComesBackAsItWas(_ labels: [String]) async throws {
    try await withTemporaryFolder { folder in
      for label in labels { try folder.write(TestPhotos.png(seed: 1), to: "photos/\(label)/1.png") }
      let conversion = try await convert(folder, to: nil) {
        $0.recipe.split.rule = .fractions(validation: 0, test: 0)
      }
      let map = try ClassMap(labels: labels)
      let again = try ClassMap(try #require(conversion.description.recipe.classes))
      #expect(again == map)
      for label in labels + ["Ankle-Boot", "dress", "00", "8", "A"] {
        #expect(again.number(of: label) == map.number(of: label), "\(label)")
      }
    }
  }
}
