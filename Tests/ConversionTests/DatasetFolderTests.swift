import Configuration
import Conversion
import DatasetFormat
import Foundation
import IDX
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of the files in a dataset's folder.
struct DatasetFolderTests {
  static let idxFiles = [
    "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
  ]
  static let others = ["classes.txt", "dataset.json", "manifest.csv", "rejects.csv", "sprite.png"]

  static func withDataset(
    pipeline: String = PipelineLibrary.defaultName,
    _ change: (inout Conversion.Settings) throws -> Void = { _ in },
    _ body: (TemporaryFolder, Conversion) throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 20), ("hat,\nred", 20), ("shoe", 9)], to: folder)
      try folder.write("no picture", to: "photos/Bag/x \"y\".jpg")
      try body(folder, try await convert(folder, pipeline: pipeline, change))
    }
  }

  @Test(arguments: [
    (DatasetLayout.flat, false, "", [".gz"]), (.flat, true, "", ["", ".gz"]),
    (.torchvision, false, "FashionMNIST/raw/", [""]), (.torchvision, true, "FashionMNIST/raw/", ["", ".gz"]),
    (.keras, false, "datasets/fashion-mnist/", [".gz"]),
    (.keras, true, "datasets/fashion-mnist/", ["", ".gz"]),
  ])
  func layoutHasItsFilesAndNoOthers(
    _ layout: DatasetLayout, _ addsRaw: Bool, _ prefix: String, _ endings: [String]
  ) async throws {
    try await Self.withDataset {
      $0.recipe.layout = layout
      $0.recipe.addsRaw = addsRaw
    } _: { folder, conversion in
      let expected = Self.idxFiles.flatMap { name in endings.map { prefix + name + $0 } } + Self.others
      let files = try folder.files(in: "data").keys.sorted()
      #expect(files == expected.sorted())
      #expect(
        conversion.description.files.map(\.path).sorted()
          == expected.filter { $0.contains("idx") }.sorted())
    }
  }

  @Test func idxFilesHoldTheExamplesThatTheManifestNames() async throws {
    try await Self.withDataset { folder, _ in
      let rows = try CSV.rows(parsing: folder.text("data/manifest.csv"), file: "manifest.csv").dropFirst()
      for split in [Split.train, .test] {
        let images = try IDXArray(contentsOf: folder("data/\(split.imagesName()).gz"))
        let labels = try IDXArray(contentsOf: folder("data/\(split.labelsName).gz"))
        let own = rows.map(\.fields).filter { $0[0] == split.rawValue }
        #expect(images.header.dimensions == [own.count, 28, 28])
        #expect(labels.header.dimensions == [own.count])
        #expect(own.map { $0[1] } == own.indices.map(String.init))
        #expect(own.map { UInt8($0[2]) } == labels.payload.map { $0 })
        for fields in own { #expect(fields[5] == sha256(try folder.bytes("photos/" + fields[4]))) }
      }
    }
  }

  @Test func gzipHeadersNameTheUncompressedFileAndNoTime() async throws {
    try await Self.withDataset { folder, _ in
      for name in Self.idxFiles {
        let file = try IDXFile(contentsOf: folder("data/\(name).gz"))
        #expect(file.gzipHeader?.name == name)
        #expect(file.gzipHeader?.modificationTime == 0)
        #expect(file.gzipMemberCount == 1)
      }
    }
  }

  @Test func rawIDXFilesAreWhatTheCompressedOnesHold() async throws {
    try await Self.withDataset {
      $0.recipe.addsRaw = true
    } _: { folder, _ in
      for name in Self.idxFiles {
        let raw = try folder.bytes("data/" + name)
        #expect(raw.prefix(3) == [0, 0, 8])
        #expect(try IDXArray(parsing: raw) == IDXArray(contentsOf: folder("data/\(name).gz")))
      }
    }
  }

  @Test func descriptionDecodesAndItsChecksumsAreThoseOfTheFiles() async throws {
    try await Self.withDataset {
      $0.recipe.addsRaw = true
    } _: { folder, conversion in
      let description = try JSONDecoder().decode(
        DatasetDescription.self, from: Data(folder.bytes("data/dataset.json")))
      #expect(description == conversion.description)
      #expect(description.files.count == 8)
      for idxFile in description.files {
        let bytes = try folder.bytes("data/" + idxFile.path)
        #expect(bytes.count == idxFile.byteCount)
        #expect(sha256(bytes) == idxFile.sha256)
        let raw = idxFile.path.replacing(".gz", with: "")
        #expect(sha256(try folder.bytes("data/" + raw)) == idxFile.payloadSHA256)
      }
      #expect(
        description.counts.photos == 50 && description.counts.images.total == 49
          && description.counts.rejected == 1)
      #expect(description.classes.map(\.name) == ["Bag", "hat, red", "shoe"])
      #expect(description.classes.map(\.images.total) == [20, 20, 9])
      #expect(description.recipe.pipeline.stages.map(\.name).first == "decode")
      #expect(description.recipe.pipeline.stages.last?.name == "stretch")
      #expect(description.recipe.pipeline.stages[2].parameters == ["fuzz": "5%"])
      #expect(
        description.recipe.classes?.origin == .sorted && description.recipe.layout == .flat
          && description.recipe.split.seed == 0)
    }
  }

  @Test func descriptionDependsOnNeitherPlaceNorJobs() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 5), ("b", 5)], to: folder)
      _ = try await convert(folder, jobs: 7)
      let text = try folder.text("data/dataset.json")
      #expect(!text.contains(folder.path) && !text.contains(": 7,"))
    }
  }

  @Test func classesHaveALineEach() async throws {
    try await Self.withDataset { folder, _ in
      let text = try folder.text("data/classes.txt")
      #expect(text == "Bag\nhat, red\nshoe\n")
    }
  }

  @Test func rejectedPhotosAreListed() async throws {
    try await Self.withDataset { folder, conversion in
      let rows = try CSV.rows(parsing: folder.text("data/rejects.csv"), file: "rejects.csv").map(\.fields)
      #expect(rows.count == 2)
      #expect(
        rows.last == [
          "Bag/x \"y\".jpg", sha256(try folder.bytes("photos/Bag/x \"y\".jpg")), "Bag", "not-an-image",
          conversion.rejectedPhotos[0].detail,
        ])
    }
  }

  @Test func spriteIsAPictureOfWholeExamples() async throws {
    try await Self.withDataset { folder, _ in
      var decoder = PhotoDecoder()
      let bytes = try folder.bytes("data/sprite.png")
      let picture = try decoder.decode(bytes.span, options: DecodingOptions()).image
      // Each class has one row of up to 30 images, here 20, 20 and 9.
      #expect(picture.size.description == "560x84")
    }
  }

  @Test func colourGivesAFourthDimension() async throws {
    try await Self.withDataset(pipeline: "rgb-32") { _ in
    } _: { folder, conversion in
      let images = try IDXArray(contentsOf: folder("data/train-images-idx4-ubyte.gz"))
      #expect(images.header.dimensions == [conversion.description.counts.images[.train], 32, 32, 3])
      #expect(!folder.exists("data/train-images-idx3-ubyte.gz"))
    }
  }

  @Test func allToTrainLeavesEmptyTestIDXFiles() async throws {
    try await Self.withDataset {
      $0.recipe.split.rule = .fractions(validation: 0, test: 0)
    } _: { folder, conversion in
      #expect(conversion.description.counts.images[.test] == 0)
      #expect(conversion.warnings.isEmpty)
      let images = try IDXArray(contentsOf: folder("data/t10k-images-idx3-ubyte.gz"))
      #expect(images.header.dimensions == [0, 28, 28])
    }
  }

  @Test func snippetLoadsWhatWasWrittenWhereItWasWritten() {
    let grey = ExampleType.mnist
    let colour = ExampleType(size: Size(width: 32, height: 24), channels: .rgb)
    let flat = DatasetLayout.flat.loadingSnippet(folder: "my \"data\"", type: grey).joined(separator: "\n")
    #expect(
      flat.contains(
        #""my \"data\"/train-images-idx3-ubyte.gz").read(), numpy.uint8, offset=16).reshape(-1, 28, 28)"#))
    #expect(flat.contains(#"/train-labels-idx1-ubyte.gz").read(), numpy.uint8, offset=8)"#))
    let flatColour = DatasetLayout.flat.loadingSnippet(folder: "d", type: colour).joined()
    #expect(flatColour.contains(#"idx4-ubyte.gz").read(), numpy.uint8, offset=20).reshape(-1, 24, 32, 3)"#))
    #expect(
      DatasetLayout.torchvision.loadingSnippet(folder: "d", type: grey).last?.contains(#"FashionMNIST("d""#)
        == true)
    #expect(DatasetLayout.keras.loadingSnippet(folder: "d", type: grey).first?.contains(#"= "d""#) == true)
  }
}
