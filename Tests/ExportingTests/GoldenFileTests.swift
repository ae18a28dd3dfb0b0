import CZlib
import Exporting
import Foundation
import Testing
import TestSupport

/// Tests that exports are, byte for byte, the files that were written with Python and read with people's programs.
struct GoldenFileTests {
  /// Exports the golden dataset and returns the files.
  private func files(_ name: String, _ options: [ExportOption: String] = [:]) async throws -> [String:
    [UInt8]]
  {
    try await files(try format(name, options))
  }

  private func files(_ format: any ExportFormat) async throws -> [String: [UInt8]] {
    try await withTemporaryFolder { folder in
      try await exported(try await Fixtures.dataset(), as: format, in: folder)
    }
  }

  @Test func npzIsKerasArchive() async throws {
    let files = try await files("npz")
    #expect(files == ["products.npz": try Fixtures.bytes("npz/products.npz")])
  }

  @Test func npzForMedMNISTHasItsNames() async throws {
    let files = try await files("npz", [.names: "medmnist"])
    #expect(files == ["products.npz": try Fixtures.bytes("npz/productmnist.npz")])
  }

  @Test func npzWithLargeMembersIsZip64() async throws {
    var format = try NPZExport(ExportOptions())
    format.zip64Threshold = 4_000
    let files = try await files(format)
    #expect(files == ["products.npz": try Fixtures.bytes("npz/products-zip64.npz")])
  }

  @Test func csvIsKagglesTable() async throws {
    let files = try await files("csv")
    for name in ["train.csv", "test.csv"] {
      #expect(try file(name, files) == Fixtures.bytes("csv/" + name))
    }
    #expect(
      String(decoding: try file("classes.csv", files), as: UTF8.self)
        == "label,name\n0,T-shirt/top\n1,Ankle boot\n2,\"Schlüssel, \"\"klein\"\"\"\n")
    #expect(files.count == 3)
  }

  @Test func gzippedTableUnpacksToTheSame() async throws {
    let files = try await files("csv", [.gzip: ""])
    let packed = try file("train.csv.gz", files)
    // No flags, no time, unknown system: nothing that depends on when and where.
    #expect(packed.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
    #expect(try unpacked(packed, .gzip) == Fixtures.bytes("csv/train.csv"))
  }

  @Test func pngFoldersSortByLabel() async throws {
    let files = try await files("png", [.edgeImpulse: ""])
    let folders = ["0-T-shirt-top", "1-Ankle boot", "2-Schlüssel, -klein"]
    var pictures: [String: [UInt8]] = [:]
    for (split, labels) in [("train", [0, 2, 1, 1, 0, 2]), ("test", [1, 0, 2, 1])] {
      for (index, label) in labels.enumerated() {
        pictures["\(split)/\(folders[label])/0000\(index).png"] = try Fixtures.bytes(
          "png/\(split)-0000\(index).png")
      }
    }
    #expect(files.filter { $0.key.hasSuffix(".png") } == pictures)
    for name in ["train.csv", "test.csv", "train.info.labels", "test.info.labels"] {
      #expect(try file(name, files) == Fixtures.bytes("png-metadata/" + name))
    }
    #expect(files.count == 14)
  }

  @Test func parquetIsWhatTheReadersTook() async throws {
    var format = try ParquetExport(ExportOptions())
    format.limits.pageRowCount = 4
    let files = try await files(format)
    for name in ["data/train-00000-of-00001.parquet", "data/test-00000-of-00001.parquet"] {
      #expect(try file(name, files) == Fixtures.bytes("parquet/" + name))
    }
    // The golden card has a title and a licence of its own.
    let card = String(decoding: try file("README.md", files), as: UTF8.self)
    let golden = try Fixtures.text("parquet/README.md").replacing("My products", with: "products")
      .replacing("license: cc-by-4.0\n", with: "")
    #expect(card.hasPrefix(golden))
    #expect(
      card.contains("\n| 2 | Schlüssel, \"klein\" | 2 | 1 |\n")
        && card.contains("\n| 0 | T\\-shirt/top | 2 | 1 |\n"))
    #expect(files.count == 3)
  }

  @Test func datasetInPlaceOfSeveralOthersHasItsFilesOnceAndACardForEach() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("hub")
      let target = ExportFolder(path: folder("hub"))
      var format = try ParquetExport(ExportOptions())
      format.limits.pageRowCount = 4
      try await format.write(try await Fixtures.dataset(), inPlaceOf: ["owner/shoes", "bags"], to: target)
      let files = try folder.files(in: "hub")
      #expect(files.count == 6 && Set(files.keys) == Set(target.written.files.map(\.path)))
      let name = "data/train-00000-of-00001.parquet"
      for place in ["owner/shoes", "bags"] {
        #expect(try file(place + "/" + name, files) == Fixtures.bytes("parquet/" + name))
        let card = String(decoding: try file(place + "/README.md", files), as: UTF8.self)
        let configuration = place == "bags" ? "bags" : "shoes"
        #expect(card.contains("\nconfigs:\n- config_name: \(configuration)\n"))
        #expect(card.contains("\ndataset_info:\n  config_name: \(configuration)\n  features:\n"))
        #expect(card.contains("\n**This is not \(place) as published**"))
      }
      let numbers = try ["owner/shoes", "bags"].map { place in
        let attributes = try FileManager.default.attributesOfItem(atPath: folder("hub/\(place)/\(name)"))
        return attributes[.systemFileNumber] as? Int
      }
      #expect(numbers[0] != nil && numbers[0] == numbers[1])
    }
  }

  @Test func tfdsIsWhatTensorFlowPrepares() async throws {
    let files = try await files("tfds")
    let names = [
      "products-train.tfrecord-00000-of-00001", "products-test.tfrecord-00000-of-00001", "features.json",
      "dataset_info.json", "label.labels.txt",
    ].map { "products/1.0.0/" + $0 }
    #expect(files.keys.sorted() == names.sorted())
    for name in names { #expect(try file(name, files) == Fixtures.bytes("tfds/" + name), "\(name)") }
  }

  @Test func openMLIsTheCacheOfScikitLearn() async throws {
    let files = try await files("openml")
    let root = "openml/openml.org/"
    let data = "api/v1/json/data/"
    var names: [String] = []
    for (name, number, table) in [("mnist_784", 554, 52_667), ("fashion-mnist", 40_996, 18_238_735)] {
      names += ["\(number).gz", "features/\(number).gz", "qualities/\(number).gz"].map { data + $0 }
      names += ["status/active/.gz", "data_version/1.gz"].map {
        data + "list/data_name/\(name)/limit/2/" + $0
      }
      names.append("data/v1/download/\(table).gz")
    }
    #expect(files.keys.sorted() == names.map { root + $0 }.sorted())
    for name in names {
      let content = try unpacked(try file(root + name, files), .gzip)
      #expect(content == (try unpacked(try Fixtures.bytes("openml/" + root + name), .gzip)), "\(name)")
    }
  }

  @Test func cIsWhatCompilersTook() async throws {
    let files = try await files("c")
    for name in ["products.h", "products.c"] { #expect(try file(name, files) == Fixtures.bytes("c/" + name)) }
    #expect(files.count == 2)
  }

  @Test func webDatasetIsATarWithProvenance() async throws {
    let files = try await files("webdataset", [.provenance: ""])
    for name in ["train-000000.tar", "test-000000.tar"] {
      #expect(try file(name, files) == Fixtures.bytes("webdataset/" + name))
    }
    #expect(try file("classes.txt", files) == Fixtures.bytes("idx/classes.txt"))
  }

  @Test func safetensorsIsWhatTheLibraryReads() async throws {
    let files = try await files("safetensors")
    #expect(files == ["products.safetensors": try Fixtures.bytes("safetensors/products.safetensors")])
  }

  @Test func matIsWhatOctaveReads() async throws {
    let files = try await files("mat")
    #expect(files == ["products.mat": try Fixtures.bytes("mat/products.mat")])
  }

  @Test func compressedMatHasTheSameVariables() async throws {
    let golden = try Fixtures.bytes("mat/products.mat")
    let packed = try file("products.mat", try await files("mat", [.compress: ""]))
    #expect(packed.prefix(128) == golden.prefix(128))
    var variables: [UInt8] = []
    var rest = packed.dropFirst(128)
    while !rest.isEmpty {
      #expect(rest.prefix(4) == [15, 0, 0, 0])
      let count = rest.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      variables += try unpacked(Array(rest.dropFirst(8).prefix(count)), .zlib)
      rest = rest.dropFirst(8 + count)
    }
    #expect(variables == Array(golden.dropFirst(128)))
  }

  @Test func rdsIsWhatRReads() async throws {
    let files = try await files("rds")
    let golden = try unpacked(try Fixtures.bytes("rds/products.rds"), .gzip)
    #expect(try unpacked(try file("products.rds", files), .gzip) == golden)
    #expect(files.count == 1)
  }

  @Test func rdsForTorchvisionIsAPairOfFiles() async throws {
    let files = try await files("rds", [.program: "r-torchvision"])
    let golden = try unpacked(try Fixtures.bytes("rds/products.rds"), .gzip)
    #expect(files.keys.sorted() == ["mnist/processed/test.rds", "mnist/processed/training.rds"])
    let training = try unpacked(try file("mnist/processed/training.rds", files), .gzip)
    // The numbers are those of the other form, after its heads: of the file, two lists and the array.
    let (heads, count) = (14 + 8 + 8 + 8, 4 * 6 * 784)
    #expect(training.prefix(22) == golden.prefix(14) + [0, 0, 0, 19, 0, 0, 0, 2])
    #expect(training[30...].prefix(count) == golden[heads...].prefix(count))
  }

  @Test func compressedNpzUnpacksToTheSame() async throws {
    let golden = try Fixtures.bytes("npz/products.npz")
    let packed = try file("products.npz", try await files("npz", [.compress: ""]))
    #expect(packed.count < golden.count)
    // The sizes stand in the local header, the content after it and the name.
    let count = packed[18..<22].reversed().reduce(0) { $0 << 8 | Int($1) }
    let start = 30 + "x_train.npy".utf8.count
    let content = try unpacked(Array(packed[start..<(start + count)]), .none)
    #expect(content == Array(golden[start..<(start + 128 + 6 * 784)]))
  }
}
