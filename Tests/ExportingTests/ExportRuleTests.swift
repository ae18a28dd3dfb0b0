import DatasetFormat
import Exporting
import Foundation
import Testing
import TestSupport

/// Tests of what all formats have in common: what is refused, what is replaced, what names do.
struct ExportRuleTests {
  static let names = ExportFormats.descriptions.map(\.name)

  @Test(arguments: names)
  func sameDatasetGivesTheSameBytes(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      let dataset = try await Fixtures.dataset()
      let first = try await exported(dataset, as: try format(name), to: "one", in: folder)
      let second = try await exported(dataset, as: try format(name), to: "two", in: folder)
      #expect(first == second && !first.isEmpty)
    }
  }

  @Test(arguments: names)
  func everyFileIsOneThatTheFormatDeclares(_ name: String) async throws {
    let options = try #require(ExportFormats.descriptions.first { $0.name == name }).options
    for option in [nil] + options.map(Optional.some) {
      let values: [ExportOption: String] = [
        .names: "medmnist", .header: "none", .published: name == "tfds" ? "mnist" : "mnist_784", .count: "2",
        .images: "1", .mcu: "avr", .program: "r-torchvision",
      ]
      try await withTemporaryFolder { folder in
        let format = try format(name, option.map { [$0: values[$0] ?? ""] } ?? [:])
        let dataset = try await Fixtures.dataset()
        _ = try await exported(dataset, as: format, in: folder)
        // An export with a file that is not declared could not be replaced.
        var settings = Export.Settings(target: folder("export"), format: format)
        settings.overwrites = true
        _ = try await Export.run(dataset, settings)
      }
    }
  }

  @Test func exportIsReplacedByOneOfAnotherFormatAndUsersFilesStay() async throws {
    try await withTemporaryFolder { folder in
      let dataset = try await Fixtures.dataset()
      _ = try await exported(dataset, as: try format("png"), in: folder)
      var settings = Export.Settings(target: folder("export"), format: try format("c"))
      await #expect(throws: (any Error).self) { try await Export.run(dataset, settings) }
      settings.overwrites = true
      _ = try await Export.run(dataset, settings)
      #expect(try folder.names(in: "export") == ["export.json", "products.c", "products.h"])
      try folder.write("int main(void) { return 0; }\n", to: "export/main.c")
      let error = await #expect(throws: (any Error).self) { try await Export.run(dataset, settings) }
      #expect("\(error.map { "\($0)" } ?? "")".contains("export/main.c"))
      #expect(try folder.names(in: "export").count == 4)
    }
  }

  @Test func damagedRecordKeepsAnExportFromBeingReplaced() async throws {
    try await withTemporaryFolder { folder in
      let dataset = try await Fixtures.dataset()
      _ = try await exported(dataset, as: try format("npz"), in: folder)
      try folder.write("{}", to: "export/export.json")
      var settings = Export.Settings(target: folder("export"), format: try format("npz"))
      settings.overwrites = true
      let error = await #expect(throws: DatasetError.self) { try await Export.run(dataset, settings) }
      #expect(error?.message.contains("export.json: the key") == true)
    }
  }

  @Test func recordSaysOfWhatItWasMade() async throws {
    try await withTemporaryFolder { folder in
      let record = try await Export.run(
        try await Fixtures.dataset(), .init(target: folder("export"), format: try format("npz"))
      ).record
      let text = try folder.text("export/export.json")
      #expect(text == (try JSONText.encode(record)) + "\n")
      #expect(record.format == "npz" && record.name == "products" && record.images == [.train: 6, .test: 4])
      #expect(record.classes.map(\.name) == Fixtures.classNames)
      #expect(record.classes.map(\.images[.train]) == [2, 2, 2])
      let digest = sha256(try Fixtures.bytes("idx/t10k-labels-idx1-ubyte"))
      #expect(record.sources.count == 4)
      #expect(record.sources.first { $0.file == "t10k-labels-idx1-ubyte" }?.payloadSHA256 == digest)
    }
  }

  @Test(arguments: [
    ("npz", [ExportOption.header: "none"], "--header is an option of csv, not of npz"),
    ("csv", [.compress: ""], "--compress is an option of npz and mat, not of csv"),
    ("csv", [.header: "pixel2"], "(did you mean 'pixel0'?)"),
    ("npz", [.names: "keras,medmnist"], "it takes keras, medmnist"),
    ("parket", [:], "(did you mean 'parquet'?)"),
    ("sklearn", [:], "(did you mean 'openml'?)"),
    ("tfds", [.published: "fashion-mnist"], "(did you mean 'fashion_mnist'?)"),
    ("openml", [.published: ""], "it takes mnist_784, fashion-mnist"),
    ("c", [.count: "0"], "--count takes 1 to 100000; you gave '0'"),
    ("c", [.images: "1,-1"], "--images takes 0 to 1000000000; you gave '-1'"),
    ("c", [.count: "3", .images: "1"], "exclude each other"),
    ("c", [.mcu: "esp32"], "it takes avr"),
    ("rds", [.program: "torch"], "it takes r-torchvision"),
  ])
  func wrongOptionIsWrongUsage(_ name: String, _ options: [ExportOption: String], _ words: String) throws {
    let error = #expect(throws: ExportError.self) { try format(name, options) }
    #expect(error?.code == .usage)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test func onlyNamesForFilesAndVariablesAreTaken() async throws {
    let dataset = try await DatasetReader.read(Fixtures.folder + "/idx")
    for (name, suggestion) in [
      ("My shop", "my_shop"), ("Ärmel", "rmel"), ("2x", "x"), ("a-b", "a_b"), ("a_", "a"),
    ] {
      let error = #expect(throws: ExportError.self) { try ExportedDataset(dataset, name: name) }
      #expect(
        error?.message.contains("'\(name)' would be '\(suggestion)'") == true, "\(error?.message ?? "")")
    }
    #expect(throws: ExportError.self) { try ExportedDataset(dataset, name: "") }
    #expect(try ExportedDataset(dataset).name == "idx")
    #expect(try ExportedDataset(dataset, name: "shop_2").name == "shop_2")
  }

  @Test func datasetWithoutAnImageForEachLabelIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let small = SyntheticDataset()
      for (file, bytes, words) in [
        ("t10k-labels-idx1-ubyte", [UInt8]([0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1]), "do not belong together"),
        ("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 1, 2], "has the label 2"),
        ("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 1], "t10k-labels-idx1-ubyte"),
        ("classes.txt", [0xFF], "classes.txt"),
        ("validation-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 1], "no validation images"),
        ("train-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 0, 0, 4, 1, 1, 1, 1], "out of date"),
      ] {
        try small.write(to: folder)
        try folder.write(bytes, to: "data/" + file)
        let read = try await DatasetReader.read(folder("data"))
        let error = #expect(throws: DatasetError.self) { try ExportedDataset(read) }
        #expect(error?.message.contains(words) == true, "\(file): \(error?.message ?? "")")
        try folder.remove("data")
      }
    }
  }

  @Test func splitsOfDifferentSizesAreRefused() async throws {
    try await withTemporaryFolder { folder in
      try SyntheticDataset().write(to: folder)
      var other = SyntheticDataset()
      other.size = (5, 5)
      try other.write(to: folder, at: "other")
      try folder.write(folder.bytes("other/t10k-images-idx3-ubyte"), to: "data/t10k-images-idx3-ubyte")
      let read = try await DatasetReader.read(folder("data"))
      #expect(throws: DatasetError.self) { try ExportedDataset(read) }
    }
  }

  @Test func classWithoutATestImageIsRefusedWhereFoldersNumberClasses() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.labels[.test] = [1, 1]
      let dataset = try await small.dataset(in: folder)
      for name in Self.names {
        let run = { try await exported(dataset, as: try format(name), to: name, in: folder) }
        if name == "png" {
          let error = await #expect(throws: ExportError.self) { try await run() }
          #expect(error?.message.contains("test has no image of class 0 ('a')") == true)
          #expect(!folder.exists("png"))
        } else {
          #expect(!(try await run()).isEmpty, "\(name)")
        }
      }
    }
  }

  @Test func equalNamesAreRefusedWhereReadersGoByNames() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.classNames = ["a ", "a"]
      let dataset = try await small.dataset(in: folder)
      for name in Self.names {
        let run = { try await exported(dataset, as: try format(name), to: name, in: folder) }
        if ["parquet", "tfds"].contains(name) {
          let error = await #expect(throws: ExportError.self) { try await run() }
          #expect(error?.message.contains("the classes 0 and 1 are both called 'a'") == true)
        } else {
          #expect(!(try await run()).isEmpty, "\(name)")
        }
      }
    }
  }

  @Test func blankNameIsRefusedWhereNamesStandInLines() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.classNames = ["a", " "]
      let dataset = try await small.dataset(in: folder)
      let error = await #expect(throws: ExportError.self) {
        try await exported(dataset, as: try format("tfds"), in: folder)
      }
      #expect(error?.message.contains("the name of class 1 is blank") == true)
    }
  }

  @Test func provenanceNeedsARowForEachImage() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      let rows = [
        "split,index,label,source,sha256", "train,0,0,a/1.jpg,00", "train,1,1,b/1.jpg,01",
        "train,2,0,a/2.jpg,02",
        "train,3,1,b/2.jpg,03", "test,0,1,b/3.jpg,04", "test,1,0,a/3.jpg,05",
      ]
      for (manifest, words) in [
        (nil, "there is no such file"), (rows.dropLast(), "there is no row for test 1"),
        (rows.dropLast() + ["test,1,1,a/3.jpg,05"], "test 1 has the label 1 here, and 0 in the IDX file"),
        (["split"], "manifest.csv"), (rows[...], nil),
      ] as [(ArraySlice<String>?, String?)] {
        small.manifest = manifest.map { $0.joined(separator: "\n") + "\n" }
        let dataset = try await small.dataset(in: folder)
        for name in ["parquet", "webdataset"] {
          let run = {
            try await exported(dataset, as: try format(name, [.provenance: ""]), to: name, in: folder)
          }
          if let words {
            let error = await #expect(throws: ExportError.self) { try await run() }
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
          } else {
            let whole = try await run().values.reduce(into: "") { $0 += String(decoding: $1, as: UTF8.self) }
            for number in 1...3 {
              #expect(whole.contains("a/\(number).jpg") && whole.contains("b/\(number).jpg"))
            }
          }
        }
        try folder.remove("data")
      }
    }
  }

  @Test func validationSplitGoesAlong() async throws {
    try await withTemporaryFolder { folder in
      var small = SyntheticDataset()
      small.labels[.validation] = [1, 1, 0]
      let dataset = try await small.dataset(in: folder)
      #expect(dataset.parts.map(\.split) == [.train, .validation, .test])
      let marks = [
        "parquet": "data/validation-00000-of-00001.parquet", "png": "validation/0-a/00002.png",
        "csv": "validation.csv", "tfds": "small/1.0.0/small-validation.tfrecord-00000-of-00001",
        "webdataset": "validation-000000.tar", "npz": "x_val.npy", "safetensors": "\"y_val\"",
        "mat": "XValidation",
        "rds": nil, "openml": nil, "c": nil,
      ]
      for name in Self.names {
        let files = try await exported(dataset, as: try format(name), to: name, in: folder)
        guard let mark = try #require(marks[name], "\(name)") else { continue }
        let isName = mark.contains(".") && mark != "x_val.npy"
        let holds = files.values.contains { String(decoding: $0, as: UTF8.self).contains(mark) }
        #expect(isName ? files[mark] != nil : holds, "\(name)")
      }
      // Whoever takes four arrays by their places still gets train and test.
      let npz = String(decoding: try folder.bytes("npz/small.npz"), as: Unicode.ASCII.self)
      let places = ["x_train", "y_train", "x_test", "y_test", "x_val", "y_val"].map {
        npz.firstRange(of: $0)?.lowerBound
      }
      #expect(
        places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
      let rds = try unpacked(try folder.bytes("rds/small.rds"), .gzip)
      #expect(String(decoding: rds, as: UTF8.self).contains("validation"))
    }
  }

  @Test func dropInsHaveTheNamesAndVersionsOfPublishedDatasets() async throws {
    try await withTemporaryFolder { folder in
      let files = try await exported(
        try await Fixtures.dataset(), as: try format("tfds", [.published: "fashion_mnist,mnist"]), in: folder)
      for name in ["fashion_mnist", "mnist"] {
        #expect(
          try file("\(name)/3.0.1/\(name)-train.tfrecord-00000-of-00001", files)
            == Fixtures.bytes("tfds/products/1.0.0/products-train.tfrecord-00000-of-00001"))
        let information = String(decoding: try file("\(name)/3.0.1/dataset_info.json", files), as: UTF8.self)
        #expect(
          information.contains("\"name\": \"\(name)\"") && information.contains("\"version\": \"3.0.1\""))
      }
      #expect(files.count == 10)
      let small = try await SyntheticDataset().dataset(in: folder)
      await #expect(throws: ExportError.self) {
        try await exported(small, as: try format("tfds", [.published: "mnist"]), to: "small", in: folder)
      }
    }
  }
}
