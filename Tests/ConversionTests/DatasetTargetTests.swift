import Conversion
import DatasetFormat
import FileSystem
import Testing
import TestSupport

/// Tests of the content that a dataset's folder may have to be replaced.
struct DatasetTargetTests {
  static func writeDataset(_ folder: TemporaryFolder, _ name: String) throws {
    for file in ["classes.txt", "manifest.csv", "rejects.csv", "dataset.json", "train-images-idx3-ubyte.gz"] {
      try folder.write("old", to: name + "/" + file)
    }
  }

  @Test(arguments: [
    "thesis.txt", "notes/x.txt", "train-images-idx3-ubyte.bak", "train-images", "FashionMNIST/raw/mine.txt",
    "FashionMNIST/mine/x", "datasets/other.npz", "datasets/fashion-mnist/x", "report", ".hidden",
    "classes.txt~",
  ])
  func datasetWithForeignFilesIsNeverReplaced(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try Self.writeDataset(folder, "data")
      try folder.write("mine", to: "data/" + name)
      let error = try #require(throws: FileSystemError.self) {
        try TargetFolder.check(folder("data"), of: .dataset, overwrites: true)
      }
      #expect(error.message.contains("not part of the dataset and would be lost"))
      #expect(error.message.hasPrefix(folder("data/") + name.split(separator: "/")[0]))
    }
  }

  @Test func allThatEveryLayoutHoldsAndFileManagersLeaveMayGo() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeDataset(folder, "data")
      for name in [
        "sprite.png", "train-images-idx4-ubyte.gz", "t10k-labels-idx1-ubyte",
        "FashionMNIST/raw/t10k-images-idx3-ubyte",
        "FashionMNIST/raw/t10k-images-idx3-ubyte.gz", "datasets/fashion-mnist/train-labels-idx1-ubyte.gz",
        ".DS_Store",
        "FashionMNIST/.DS_Store", "Thumbs.db",
      ] { try folder.write("x", to: "data/" + name) }
      #expect(throws: Never.self) {
        try TargetFolder.check(folder("data"), of: .dataset, overwrites: true)
      }
    }
  }

  @Test func placeThatIsTakenOrCannotBeWrittenToEndsAConversion() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2), ("b", 2)], to: folder)
      try folder.write("mine", to: "file")
      try Self.writeDataset(folder, "old")
      for (target, code, text) in [
        ("old", DatasetError.Code.targetExists, "or replace the dataset in it with --overwrite"),
        ("file/data", .inputOutput, "the folder cannot be made (\(folder("file")) is a file)"),
      ] {
        let error = try await #require(throws: DatasetError.self) {
          try await convert(folder) { $0.target = folder(target) }
        }
        #expect(error.code == code && error.message.contains(text), "\(error)")
      }
      #expect(try folder.names(in: "old").count == 5)
    }
  }
}
