import Exporting
import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild export` and `fmbuild formats`.
struct ExportTests {
  /// Calls `body` with a folder that has a small dataset in `data`.
  private func withDataset(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("b, \"c\"", 6)], to: folder)
      let converted = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(converted.exitCode == 0, "\(converted.errors)")
      try await body(folder)
    }
  }

  private func export(
    _ format: String, _ options: [String] = [], to out: String = "export", in folder: TemporaryFolder
  ) async throws -> Program.Result {
    try await Program.run(["export", "data", "--to", format, "--out", out] + options, in: folder)
  }

  @Test func everyFormatIsWrittenAndSaysHowToLoadIt() async throws {
    try await withDataset { folder in
      let before = try folder.files(in: "data")
      for format in ExportFormats.descriptions.map(\.name) {
        let result = try await export(format, to: format, in: folder)
        #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(result.output.contains("12 images of 28x28 grey, 10 in train, 2 in test, as \(format)\n"))
        #expect(result.output.contains("\nload it:\n  "))
        #expect(try folder.names(in: format).contains("export.json"))
      }
      #expect(try folder.files(in: "data") == before)
    }
  }

  @Test func quietExportSaysNothing() async throws {
    try await withDataset { folder in
      let result = try await export("npz", ["--quiet", "--name", "shop"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty && result.output.isEmpty)
      #expect(try folder.names(in: "export") == ["export.json", "shop.npz"])
    }
  }

  @Test func jsonIsOneDocument() async throws {
    try await withDataset { folder in
      let result = try await export("csv", ["--json"], in: folder)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let keys: Set<String> = [
        "schema", "folder", "export", "byteCount", "fileCount", "files", "notices", "load",
      ]
      #expect(Set(document.keys) == keys)
      #expect(document["fileCount"] as? Int == 4)
      let record = try #require(document["export"] as? [String: Any])
      let file = try JSONSerialization.jsonObject(with: Data(try folder.bytes("export/export.json")))
      #expect(NSDictionary(dictionary: record) == file as? NSDictionary)
    }
  }

  @Test func existingFolderIsReplacedOnlyOnRequest() async throws {
    try await withDataset { folder in
      #expect(try await export("npz", in: folder).exitCode == 0)
      let before = try folder.files(in: "export")
      let refused = try await export("csv", in: folder)
      #expect(
        refused.exitCode == 2 && refused.errors.contains("or replace the export in it with --overwrite"))
      #expect(try folder.files(in: "export") == before)
      #expect(try await export("csv", ["--overwrite"], in: folder).exitCode == 0)
      #expect(try folder.names(in: "export") == ["classes.csv", "export.json", "test.csv", "train.csv"])
      let dataset = try await export("csv", ["--overwrite"], to: "data", in: folder)
      #expect(dataset.exitCode == 2 && dataset.errors.contains("this is no export of fmbuild"))
    }
  }

  @Test func damagedDatasetIsNotExported() async throws {
    try await withDataset { folder in
      var labels = try folder.bytes("data/train-labels-idx1-ubyte.gz")
      labels[labels.count - 6] ^= 1
      try folder.write(labels, to: "data/train-labels-idx1-ubyte.gz")
      for format in ["npz", "png"] {
        let result = try await export(format, in: folder)
        #expect(result.exitCode == 2 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("fmbuild: data/train-labels-idx1-ubyte.gz: "), "\(result.errors)")
      }
      #expect(!folder.exists("export"))
    }
  }

  @Test(arguments: [
    (["export", "data", "--to", "npz"], "Say where the export should go with --out FOLDER."),
    (["export", "data", "--out", "x"], "Say in which format with --to FORMAT; there are parquet, npz"),
    (["export", "data", "--out", "x", "--to", "npzz"], "(did you mean 'npz'?)"),
    (["export", "data", "--out", "x", "--to", "csv", "--mcu", "avr"], "--mcu is an option of c, not of csv"),
    (["export", "data", "--out", "x", "--to", "csv", "--header", "pixel"], "--header: there is no 'pixel'"),
    (["export", "data", "--out", "x", "--to", "npz", "--name", "My shop"], "'My shop' would be 'my_shop'"),
    (["export", "data", "--out", "x", "--to", "npz", "--compres"], "Did you mean '--compress'?"),
    (["export", "data", "--out", "", "--to", "npz"], "empty"),
  ])
  func wrongUsageIs64(_ arguments: [String], _ words: String) async throws {
    try await withDataset { folder in
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(result.errors.hasPrefix("fmbuild: ") && result.errors.contains(words), "\(result.errors)")
      #expect(result.errors.contains("Usage: fmbuild export "))
      #expect(try folder.names() == ["data", "photos"])
    }
  }

  @Test func everyOptionOfAFormatIsOneOfTheCommand() async throws {
    try await withTemporaryFolder { folder in
      let help = try await Program.run(["export", "--help"], in: folder).output
      for option in ExportOption.allCases {
        #expect(
          help.contains("\n  \(option.flag) ") || help.contains("\n  \(option.flag)\n"), "\(option.flag)")
      }
    }
  }

  @Test func formatsAreListedWithTheirOptionsAndReaders() async throws {
    try await withTemporaryFolder { folder in
      let list = try await Program.run(["formats"], in: folder)
      #expect(list.exitCode == 0 && list.errors.isEmpty)
      for format in ExportFormats.descriptions {
        #expect(list.output.contains("\n\(format.name): ") || list.output.hasPrefix("\(format.name): "))
        for option in format.options { #expect(list.output.contains("    \(option.flag): ")) }
      }
      let tables = try await Program.run(["formats", "--markdown"], in: folder)
      #expect(tables.output == ExportFormats.markdown)
    }
  }

  @Test func configFileSetsOptions() async throws {
    try await withDataset { folder in
      try folder.write("to: c\nout: firmware\ncount: 2\nname: shop\n", to: "run.yaml")
      let result = try await Program.run(["export", "data", "--config", "run.yaml"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try folder.text("firmware/shop.h").contains("#define SHOP_COUNT 2\n"))
    }
  }
}
