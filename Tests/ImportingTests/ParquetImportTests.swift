import DatasetFormat
import Exporting
import Foundation
import IDX
import ImageCodecs
import ImageCore
import Importing
import Testing
import TestSupport

/// Tests of Parquet files. Those of `Fixtures/parquet` were written by pyarrow; its `draw.py` says how.
struct ParquetImportTests {
  static let imageCount = 14

  private func fixture(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return [UInt8](try Data(contentsOf: folder.appending(path: "parquet/\(name)")))
  }

  /// The levels of image i, as `draw.py` draws them.
  private func levels(_ index: Int) -> [UInt8] {
    (0..<4).flatMap { y in (0..<5).map { x in UInt8((7 * x + 31 * y + 13 * index) % 256) } }
  }

  @Test(arguments: ["snappy-1", "snappy-2", "gzip-1", "gzip-2", "none-1", "none-2"])
  func everyCompressionAndPageIsRead(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture(name + ".parquet"), to: "p/data/train-00000-of-00001.parquet")
      try folder.write(fixture(name + ".parquet"), to: "p/data/test-00000-of-00001.parquet")
      let dataset = try await imported("p", in: folder)
      #expect(dataset.splits.map(\.split) == [.train, .test])
      for part in dataset.splits {
        #expect(part.type == ExampleType(size: Size(width: 5, height: 4), channels: .grey))
        #expect(part.images == (0..<Self.imageCount).flatMap(levels))
        #expect(part.labels == (0..<Self.imageCount).map { UInt8($0 % 2) })
      }
      #expect(dataset.classNames == ["left, \"wing\"", "Schlüssel"])
      let row = try #require(dataset.manifest?.row(at: ExamplePosition(.test, 3)))
      #expect(row.source == "data/test-00000-of-00001.parquet#3" && row.className == "Schlüssel")
      #expect(dataset.description?.origin?.format == "parquet")
    }
  }

  @Test func otherCompressionIsRefusedWithACommand() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture("zstd-1.parquet"), to: "a.parquet")
      let message = try #require(await failure("a.parquet", in: folder))
      #expect(
        message.contains("a.parquet: ") && message.contains("ZSTD") && message.contains("python3 -c"),
        "\(message)")
      #expect(!folder.exists("imported"))
    }
  }

  @Test func namesAsLabelsAreNumberedAsFoldersAre() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture("names.parquet"), to: "p/train.parquet")
      try folder.write(fixture("names.parquet"), to: "p/test.parquet")
      let dataset = try await imported("p", in: folder)
      #expect(dataset.classNames == ["cat", "dog"])
      let expected = (0..<Self.imageCount).map { UInt8($0 % 2 == 0 ? 1 : 0) }
      #expect(dataset.splits.map(\.labels) == [expected, expected])
      #expect(dataset.splits.allSatisfy { $0.images == (0..<Self.imageCount).flatMap(levels) })
      var options = ImportOptions()
      options.classNames = ["dog", "cat"]
      #expect(try await imported("p", options, in: folder).splits[0].labels == expected.map { 1 - $0 })
    }
  }

  @Test func jpegOfADictionaryIsInEachRow() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture("jpeg.parquet"), to: "p/train.parquet")
      try folder.write(fixture("jpeg.parquet"), to: "p/test.parquet")
      var decoder = PhotoDecoder()
      guard case .eightBit(let samples) = try decoder.decode(fixture("3.jpg")).image.samples else {
        Issue.record("the JPEG has 8 bits")
        return
      }
      let dataset = try await imported("p", in: folder)
      #expect(dataset.splits[0].images == (0..<Self.imageCount).flatMap { _ in samples })
      #expect(dataset.manifest?.rows.first?.sha256 == sha256(try fixture("3.jpg")))
    }
  }

  @Test(
    arguments: [
      (
        nil, nil,
        "several columns may be the images; say which with --image-column NAME: there are image, mask, absent"
      ),
      (
        "image", nil,
        "several columns may be the labels; say which with --label-column NAME: there are coarse_label, fine_label"
      ),
      ("imag", "fine_label", "no column of pictures is called 'imag'"),
      ("image", "none", "no column of whole numbers or names is called 'none'"),
      ("image", "fraction", "no column of whole numbers or names is called 'fraction'"),
      ("image", "hidden", "a.parquet#0: the label is -1"),
      ("image", "large", "a.parquet#1: the label is 256"),
      ("image", "missing", "a.parquet#2: the row has no label in 'missing'"),
      ("absent", "fine_label", "a.parquet#1: the row has no picture"),
    ] as [(String?, String?, String)])
  func whatIsNotSureIsAsked(_ image: String?, _ label: String?, _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture("columns.parquet"), to: "a.parquet")
      var options = ImportOptions()
      (options.imageColumn, options.labelColumn) = (image, label)
      let message = try #require(await failure("a.parquet", options, in: folder))
      #expect(message.contains("a.parquet") && message.contains(words), "\(message)")
      #expect(!folder.exists("imported"))
    }
  }

  @Test func namedColumnIsTaken() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture("columns.parquet"), to: "p/train.parquet")
      try folder.write(fixture("columns.parquet"), to: "p/test.parquet")
      var options = ImportOptions()
      (options.imageColumn, options.labelColumn) = ("mask", "fine_label")
      let dataset = try await imported("p", options, in: folder)
      #expect(dataset.splits.map(\.labels) == [[3, 2, 1, 0], [3, 2, 1, 0]])
      #expect(dataset.classNames == ["a", "b", "c", "d"])
    }
  }

  /// Exports two classes of 3x3 images with one size of files, so that there are several files a split.
  private func export(_ names: [String], to target: String, fileByteCount: Int, in folder: TemporaryFolder)
    async throws
  {
    for (split, count) in [(Split.train, 9), (.test, 2)] {
      try folder.write(
        IDXArray(noise(9 * count), dimensions: [count, 3, 3]).encoded(),
        to: "\(target)-data/\(split.imagesName())")
      try folder.write(
        IDXArray((0..<count).map { UInt8($0 % 2) }, dimensions: [count]).encoded(),
        to: "\(target)-data/\(split.labelsName)")
    }
    try folder.write(names.map { $0 + "\n" }.joined(), to: "\(target)-data/classes.txt")
    var format = try ParquetExport(ExportOptions())
    format.limits.fileByteCount = fileByteCount
    _ = try await Export.run(
      ExportedDataset(DatasetReader.read(folder(target + "-data")), name: "products"),
      .init(target: folder(target), format: format))
  }

  @Test func filesOfASplitAreReadInOrderAndAllOrNone() async throws {
    try await withTemporaryFolder { folder in
      try await export(["a", "b"], to: "p", fileByteCount: 300, in: folder)
      let files = try folder.names(in: "p/data").filter { $0.hasPrefix("train") }
      #expect(files.count > 2)
      let dataset = try await imported("p", in: folder)
      #expect(
        dataset.splits[0].images == noise(81) && dataset.splits[0].labels == [0, 1, 0, 1, 0, 1, 0, 1, 0])
      let places = try #require(dataset.manifest?.rows.filter { $0.position.split == .train }.map(\.source))
      #expect(Set(places).count == 9 && places.first == "data/\(files[0])#0")
      try folder.remove("p/data/" + files[1])
      #expect(try #require(await failure("p", in: folder)).contains("fetch what is missing"))
    }
  }

  @Test func filesWithOtherClassesAreNotMixed() async throws {
    try await withTemporaryFolder { folder in
      try await export(["a", "b"], to: "p", fileByteCount: 1 << 20, in: folder)
      try await export(["b", "a"], to: "q", fileByteCount: 1 << 20, in: folder)
      try folder.remove("p/data/test-00000-of-00001.parquet")
      try folder.write(
        folder.bytes("q/data/test-00000-of-00001.parquet"), to: "p/data/test-00000-of-00001.parquet")
      let message = try #require(await failure("p", in: folder))
      #expect(message.contains("test-00000-of-00001.parquet: its classes have other names"), "\(message)")
    }
  }

  @Test func oneFileWithoutASplitIsSplitByTheRule() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(fixture("none-2.parquet"), to: "0000.parquet")
      let dataset = try await imported("0000.parquet", in: folder)
      #expect(dataset.imageCount == Self.imageCount && dataset.splits.map(\.split) == [.train, .test])
      for row in try #require(dataset.manifest?.rows) {
        let index = try #require(Int(row.source.dropFirst("0000.parquet#".count)))
        let part = try #require(dataset.data[row.position.split])
        #expect(Array(part.bytes(of: row.position.index)) == levels(index) && row.label == index % 2)
      }
    }
  }

  @Test func foldersOfSeveralDatasetsAreAQuestion() async throws {
    try await withTemporaryFolder { folder in
      for name in ["digits", "letters"] {
        try folder.write(fixture("none-1.parquet"), to: "p/\(name)/train.parquet")
      }
      #expect(
        try #require(await failure("p", in: folder)).contains(
          "several folders have Parquet files (digits, letters)"))
      try folder.write("x", to: "p/a.npz")
      #expect(try #require(await failure("p", in: folder)).contains("several formats (npz, parquet)"))
    }
  }

  @Test func checksumOfAPageIsCompared() async throws {
    try await withTemporaryFolder { folder in
      var bytes = try fixture("snappy-2.parquet")
      // The signature of the first picture, which stands in its page as it is.
      let place = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x89, 0x50, 0x4E, 0x47]) })
      bytes[place + 1] ^= 1
      try folder.write(bytes, to: "a.parquet")
      let message = try #require(await failure("a.parquet", in: folder))
      #expect(
        message.contains("a.parquet: column image.bytes, page at byte") && message.contains("checksum"),
        "\(message)")
    }
  }
}
