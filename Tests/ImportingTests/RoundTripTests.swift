import DatasetFormat
import Exporting
import IDX
import Importing
import Testing
import TestSupport

/// Tests that an export, imported, is the dataset that it was made of.
struct RoundTripTests {
  static let classNames = ["T-shirt/top", "Ankle boot", "Schlüssel, \"klein\""]

  /// Writes a dataset with three splits.
  private func write(isColour: Bool, to folder: TemporaryFolder) throws {
    for (split, count) in [(Split.train, 12), (.validation, 3), (.test, 5)] {
      let dimensions = [count, 6, 6] + (isColour ? [3] : [])
      let images = noise(dimensions.reduce(1, *), UInt32(count))
      let labels = (0..<count).map { UInt8((2 * $0 + 1) % 3) }
      try folder.write(
        IDXArray(images, dimensions: dimensions).encoded(),
        to: "data/" + split.imagesName(rank: dimensions.count))
      try folder.write(IDXArray(labels, dimensions: [count]).encoded(), to: "data/" + split.labelsName)
    }
    try folder.write(Self.classNames.map { $0 + "\n" }.joined(), to: "data/classes.txt")
  }

  @Test(
    arguments: [
      ("npz", [:], false), ("npz", [ExportOption.compress: ""], true), ("npz", [.names: "medmnist"], false),
      ("csv", [:], false), ("csv", [.gzip: ""], true), ("csv", [.header: "pixel0"], false),
      ("png", [:], false), ("png", [:], true),
      ("parquet", [:], false), ("parquet", [:], true),
    ] as [(String, [ExportOption: String], Bool)])
  func importOfAnExportIsTheDataset(_ name: String, _ options: [ExportOption: String], _ isColour: Bool)
    async throws
  {
    try await withTemporaryFolder { folder in
      try write(isColour: isColour, to: folder)
      let before = try await DatasetReader.read(folder("data"))
      let format = try ExportFormats.format(named: name, ExportOptions(options))
      _ = try await Export.run(
        ExportedDataset(before, name: "products"), .init(target: folder("export"), format: format))
      var choices = ImportOptions()
      // NumPy's files have no names.
      if name == "npz" { choices.classNames = Self.classNames }
      let after = try await imported("export", choices, in: folder)
      #expect(after.splits.map(\.split) == [.train, .validation, .test])
      for (old, new) in zip(before.splits, after.splits) {
        #expect(old.type == new.type && old.images == new.images && old.labels == new.labels)
      }
      #expect(after.classNames == Self.classNames)
      let description = try #require(after.description)
      #expect(description.origin?.format == name && description.origin?.files.isEmpty == false)
      #expect(description.recipe.pipeline.stages.isEmpty)
      #expect(description.splitsDecidedBy == [.source: 20])
      #expect(after.manifest?.rows.count == 20)
    }
  }

  @Test func headerlessTableIsTakenWithTheColumnThatTheUserSays() async throws {
    try await withTemporaryFolder { folder in
      try write(isColour: false, to: folder)
      let before = try await DatasetReader.read(folder("data"))
      let format = try ExportFormats.format(named: "csv", ExportOptions([.header: "none"]))
      _ = try await Export.run(
        ExportedDataset(before, name: "products"), .init(target: folder("export"), format: format))
      let refused = try #require(await failure("export", in: folder))
      #expect(refused.contains("--label-column first"))
      #expect(!folder.exists("imported"))
      var choices = ImportOptions()
      choices.labelColumn = "first"
      let after = try await imported("export", choices, in: folder)
      #expect(after.splits.map(\.labels) == before.splits.map(\.labels))
      #expect(after.splits.map(\.images) == before.splits.map(\.images))
    }
  }
}
