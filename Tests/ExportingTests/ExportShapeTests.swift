import DatasetFormat
import Exporting
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of datasets that are not 28x28 grey in ten classes: colour, many classes, hostile names, many files.
struct ExportShapeTests {
  /// 32x20 in colour, and as many classes as a label has values.
  private var large: SyntheticDataset {
    var large = SyntheticDataset()
    large.size = (20, 32)
    large.isColour = true
    large.classNames = (0..<256).map { "class \($0)" }
    large.labels = [.train: (0...255).map { UInt8($0) }, .test: (0...255).reversed().map { UInt8($0) }]
    return large
  }

  @Test func everyFormatHoldsColourAnd256Classes() async throws {
    try await withTemporaryFolder { folder in
      let dataset = try await large.dataset(in: folder)
      for name in ExportFormats.descriptions.map(\.name) {
        let files = try await exported(dataset, as: try format(name), to: name, in: folder)
        #expect(!files.isEmpty, "\(name)")
      }
      let images = large.images(.train)
      #expect(try folder.bytes("safetensors/small.safetensors").contains(images))
      #expect(try folder.bytes("npz/small.npz").contains(images))
      let rows = try folder.text("csv/train.csv").split(separator: "\n")
      let levels = images[(200 * 1920)..<(201 * 1920)].map { "\($0)" }.joined(separator: ",")
      #expect(rows[201] == "200," + levels)
      // The second number of the third column of image 3 is the red of its row 1 and column 2.
      let mat = try folder.bytes("mat/small.mat")
      let (start, image, pixel) = (128 + 8 + 16 + 24 + 16 + 8, 3 * 1920, 1 * 32 + 2)
      let (found, wanted) = (mat[start + image + 2 * 20 + 1], images[image + pixel * 3])
      #expect(found == wanted)
    }
  }

  @Test func pictureIsTheImage() async throws {
    try await withTemporaryFolder { folder in
      for isColour in [false, true] {
        var small = large
        small.isColour = isColour
        let dataset = try await small.dataset(in: folder)
        let files = try await exported(dataset, as: try format("png"), in: folder)
        let part = try #require(dataset.parts.first { $0.split == .test })
        for index in [0, 100, 255] {
          let label = 255 - index
          let digits = String(repeating: "0", count: 3 - "\(label)".count) + "\(label)"
          let name = "test/\(digits)-class \(label)/"
          let number = String(repeating: "0", count: 5 - "\(index)".count) + "\(index)"
          let picture = try file(name + number + ".png", files)
          var decoder = PhotoDecoder()
          let decoded = try decoder.decode(picture).image
          #expect(decoded.size == Size(width: 32, height: 20))
          #expect(decoded.samples == .eightBit(Array(part.bytes(of: index))))
        }
        try folder.remove("data")
        try folder.remove("export")
      }
    }
  }

  /// Names with what file systems, tables, JSON, YAML, C and terminals take for something else.
  static let hostileNames = [
    "../../etc/passwd", "a,b\"c'd", "tab\there", "..", "-rf", "no", "007", "??/ %s \\n", "シャツ 👕",
    "e\u{301}té",
    "\u{202E}gpj", "  blanks  ", "null: {x}", "#", String(repeating: "ü", count: 400),
  ]

  @Test func hostileNamesStayInsideTheExport() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.classNames = Self.hostileNames
      let numbers = Self.hostileNames.indices.map { UInt8($0) }
      small.labels = [.train: numbers, .test: numbers]
      let dataset = try await small.dataset(in: folder)
      for name in ExportFormats.descriptions.map(\.name) {
        #expect(!(try await exported(dataset, as: try format(name), to: name, in: folder)).isEmpty, "\(name)")
      }
      #expect(try folder.names() == (ExportFormats.descriptions.map(\.name) + ["data"]).sorted())
      let folders = try folder.names(in: "png/train")
      #expect(folders.count == Self.hostileNames.count)
      #expect(folders[0] == "00-etc-passwd" && folders[3] == "03-class" && folders[4] == "04-rf")
      #expect(folders[10] == "10-gpj" && folders[11] == "11-blanks")
      #expect(folders.allSatisfy { $0.utf8.count < 150 })
      // Readers of tables, JSON and YAML get the very names back.
      let table = try CSV.rows(parsing: try folder.text("csv/classes.csv"), file: "classes.csv").dropFirst()
      #expect(table.map { $0.fields[1] } == Self.hostileNames)
      let labels = try folder.text("tfds/small/1.0.0/label.labels.txt")
      #expect(labels == Self.hostileNames.map { $0 + "\n" }.joined())
      let card = try folder.text("parquet/README.md")
      #expect(card.contains("'5': \"no\"\n") && card.contains("'2': \"tab\\there\"\n"))
      let source = try folder.text("c/small.c")
      #expect(source.contains("  \"\\077\\077/ %s \\134n\",\n") && source.contains("  \"a,b\\042c'd\",\n"))
    }
  }

  @Test func limitsDivideASplitIntoFilesAndGroups() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.labels[.train] = (0..<25).map { UInt8($0 % 2) }
      let dataset = try await small.dataset(in: folder)
      var tfds = try TFDSExport(ExportOptions())
      tfds.largestFile = 2_000
      let records = try await exported(dataset, as: tfds, to: "tfds", in: folder)
      let count = records.keys.count { $0.contains("train.tfrecord") }
      #expect(count > 1 && records["small/1.0.0/small-train.tfrecord-00000-of-0000\(count)"] != nil)
      #expect(records.values.allSatisfy { $0.count <= 2_000 })
      let information = try folder.text("tfds/small/1.0.0/dataset_info.json")
      let lengths = information.split(separator: "\n").compactMap {
        Int($0.filter { $0 != "\"" && $0 != "," && $0 != " " })
      }
      #expect(lengths.reduce(0, +) == 27 && lengths.count == count + 1)

      var tars = try WebDatasetExport(ExportOptions())
      tars.largestCount = 10
      let shards = try await exported(dataset, as: tars, to: "webdataset", in: folder)
      #expect(shards.keys.filter { $0.hasPrefix("train") }.sorted() == (0...2).map { "train-00000\($0).tar" })
      let last = String(decoding: try file("train-000002.tar", shards), as: UTF8.self)
      #expect(last.hasPrefix("000020.cls") && last.contains("000024.png"))

      var parquet = try ParquetExport(ExportOptions())
      parquet.limits.fileByteCount = 2_000
      parquet.limits.groupRowCount = 3
      parquet.limits.pageRowCount = 2
      let files = try await exported(dataset, as: parquet, to: "parquet", in: folder)
      let fileCount = files.keys.count { $0.contains("/train-") }
      #expect(fileCount > 1 && files["data/train-00000-of-0000\(fileCount).parquet"] != nil)
    }
  }

  @Test func choiceForMicrocontrollersIsBalanced() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.classNames = ["a", "b", "c"]
      small.labels[.test] = [0, 0, 0, 0, 1, 2, 2]
      let dataset = try await small.dataset(in: folder)
      func labels(_ options: [ExportOption: String], _ name: String) async throws -> String {
        let files = try await exported(dataset, as: try format("c", options), to: name, in: folder)
        let source = String(decoding: try file("small.c", files), as: UTF8.self)
        return String(try #require(source.firstMatch(of: /STORAGE = {([0-9, ]*)}/)).output.1)
      }
      #expect(try await labels([.count: "5"], "five") == "0, 0, 1, 2, 2")
      #expect(try await labels([.count: "50"], "all") == "0, 0, 0, 0, 1, 2, 2")
      #expect(try await labels([.images: "6,0"], "chosen") == "2, 0")
      await #expect(throws: ExportError.self) { try await labels([.images: "7"], "missing") }
    }
  }

  @Test func arraysThatAnAVRCannotHoldAreRefused() async throws {
    try await withTemporaryFolder { folder in
      var mnist = SyntheticDataset()
      mnist.size = (28, 28)
      mnist.labels[.test] = [UInt8](repeating: 1, count: 50)
      let dataset = try await mnist.dataset(in: folder)
      let most = try format("c", [.mcu: "avr", .count: "41"])
      #expect(try await exported(dataset, as: most, in: folder).count == 2)
      let error = await #expect(throws: ExportError.self) {
        try await exported(dataset, as: try format("c", [.mcu: "avr", .count: "42"]), to: "more", in: folder)
      }
      #expect(error?.message.contains("--count 41 or fewer") == true)
    }
  }
}
