import DatasetBuilding
import Foundation
import TestSupport
import Testing

struct TargetFolderTests {
  /// What a finished dataset's folder needs to be taken for one.
  static func writeDataset(_ folder: TemporaryFolder, _ name: String, marker: String = "old") throws {
    for file in ["classes.txt", "manifest.csv", "rejects.csv", "dataset.json", "train-images-idx3-ubyte.gz"] {
      try folder.write(marker, to: name + "/" + file)
    }
  }

  /// Writes one file as a run would, and puts the folder in its place.
  static func run(_ path: String, overwrites: Bool = false, whileWriting: () throws -> Void = {}) throws {
    let target = try TargetFolder(path: path, overwrites: overwrites)
    try Data("new".utf8).write(to: URL(fileURLWithPath: target.workPath + "/dataset.json"))
    try whileWriting()
    try target.commit()
  }

  static func refusal(_ path: String, overwrites: Bool = false) -> DatasetError? {
    do {
      try TargetFolder.check(path, overwrites: overwrites)
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Writing

  @Test func nothingStandsUnderTheNameBeforeTheCommit() async throws {
    try await withTemporaryFolder { folder in
      try Self.run(folder("deep/er/data")) {
        let names = try folder.names(in: "deep/er")
        #expect(names.count == 1 && names.allSatisfy { $0.hasPrefix(".data.fmbuild-") })
      }
      #expect(try folder.names(in: "deep/er") == ["data"])
      #expect(try folder.text("deep/er/data/dataset.json") == "new")
    }
  }

  @Test func runThatFailsLeavesNothing() async throws {
    struct Failure: Error {}
    try await withTemporaryFolder { folder in
      #expect(throws: Failure.self) { try Self.run(folder("data")) { throw Failure() } }
      #expect(try folder.names().isEmpty)
      try Self.writeDataset(folder, "data")
      #expect(throws: Failure.self) { try Self.run(folder("data"), overwrites: true) { throw Failure() } }
      #expect(try folder.names() == ["data"])
      #expect(try folder.text("data/dataset.json") == "old")
    }
  }

  @Test func formerDatasetIsReplacedWhole() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeDataset(folder, "data")
      try Self.run(folder("data"), overwrites: true) {
        let text = try folder.text("data/dataset.json")
        #expect(text == "old")
      }
      #expect(try folder.names() == ["data"])
      #expect(try folder.names(in: "data") == ["dataset.json"])
    }
  }

  @Test(arguments: [[], [".DS_Store"]])
  func emptyFolderIsAsGoodAsNone(_ litter: [String]) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("data")
      for name in litter { try folder.write("x", to: "data/" + name) }
      try Self.run(folder("data/"))
      #expect(try folder.names(in: "data") == ["dataset.json"])
    }
  }

  @Test func linkToAFolderStaysAndWhatItLeadsToIsReplaced() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeDataset(folder, "real")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "real")
      try Self.run(folder("link"), overwrites: true)
      #expect(try folder.names() == ["link", "real"])
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("link")) == "real")
      #expect(try folder.text("real/dataset.json") == "new")
    }
  }

  @Test func whatAppearsUnderTheNameMeanwhileIsNotReplaced() async throws {
    try await withTemporaryFolder { folder in
      let error = #expect(throws: DatasetError.self) {
        try Self.run(folder("data")) { try Self.writeDataset(folder, "data") }
      }
      #expect(error?.code == .targetExists)
      let names = try folder.names()
      #expect(names == ["data"])
      #expect(try folder.text("data/dataset.json") == "old")
      #expect(throws: DatasetError.self) {
        try Self.run(folder("data"), overwrites: true) { try folder.write("mine", to: "data/thesis.txt") }
      }
      #expect(try folder.text("data/thesis.txt") == "mine")
    }
  }

  // MARK: - What killed runs leave

  @Test func leftoversOfKilledRunsAreRemoved() async throws {
    try await withTemporaryFolder { folder in
      for name in [".data.fmbuild-1", ".data.fmbuild-22", ".data.fmbuild-22-former"] {
        try folder.write("half", to: name + "/dataset.json")
      }
      try Self.writeDataset(folder, "data")
      try Self.run(folder("data"), overwrites: true)
      #expect(try folder.names() == ["data"])
    }
  }

  @Test func leftoversOfLivingRunsStay() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder(".data.fmbuild-1")
      let lock = unsafe open(folder(".data.fmbuild-1"), O_RDONLY)
      defer { close(lock) }
      #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
      try Self.run(folder("data"))
      #expect(try folder.names() == [".data.fmbuild-1", "data"])
    }
  }

  @Test(arguments: [
    ".data.fmbuild-x", ".data.fmbuild-1x", ".data.fmbuild-", "data.fmbuild-1", ".data2.fmbuild-1", ".data",
  ])
  func foldersWithOtherNamesStay(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write("mine", to: name + "/x")
      try Self.run(folder("data"))
      #expect(try folder.names() == [name, "data"].sorted())
    }
  }

  @Test func formerDatasetThatAKilledRunSetAsideReturns() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeDataset(folder, ".data.fmbuild-7-former")
      try folder.write("half", to: ".data.fmbuild-7/dataset.json")
      // The place is taken again, and not by half a dataset.
      #expect(Self.refusal(folder("data"))?.code == .targetExists)
      #expect(try folder.names() == ["data"])
      #expect(try folder.text("data/dataset.json") == "old")
    }
  }

  // MARK: - What may not be replaced

  @Test func datasetIsReplacedOnlyIfAskedFor() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeDataset(folder, "data")
      let error = try #require(Self.refusal(folder("data")))
      #expect(error.code == .targetExists && error.message.contains("--overwrite"))
      #expect(Self.refusal(folder("data"), overwrites: true) == nil)
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
      let error = try #require(Self.refusal(folder("data"), overwrites: true))
      #expect(error.message.contains("would be lost"))
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
      #expect(Self.refusal(folder("data"), overwrites: true) == nil)
    }
  }

  @Test func folderThatIsNoDatasetIsNeverReplaced() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("mine", to: "home/thesis.txt")
      for overwrites in [false, true] {
        let error = try #require(Self.refusal(folder("home"), overwrites: overwrites))
        #expect(error.code == .targetExists)
        #expect(overwrites == error.message.contains("'thesis.txt'"))
      }
    }
  }

  @Test func fileAndLinkToNowhereAreRefused() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "file")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "nowhere")
      for overwrites in [false, true] {
        #expect(
          Self.refusal(folder("file"), overwrites: overwrites)?.message.contains("this is a file") == true)
        #expect(
          Self.refusal(folder("link"), overwrites: overwrites)?.message.contains("leads nowhere") == true)
      }
    }
  }

  @Test func folderThatOneStandsInIsRefused() throws {
    #expect(Self.refusal(".")?.message.contains("you are in this folder") == true)
    #expect(Self.refusal("..")?.message.contains("you are in this folder") == true)
    #expect(Self.refusal("/")?.code == .targetExists)
  }

  @Test func placeBelowAFileIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "file")
      let error = #expect(throws: DatasetError.self) { try Self.run(folder("file/data")) }
      #expect(error?.code == .inputOutput)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func placeThatCannotBeWrittenIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("locked")
      try folder.setPermissions(0o500, of: "locked")
      defer { try? folder.setPermissions(0o700, of: "locked") }
      for name in ["locked/data", "locked/deep/data"] {
        let error = #expect(throws: DatasetError.self) { try Self.run(folder(name)) }
        #expect(error?.code == .inputOutput)
        #expect(error?.message.contains("Permission denied") == true)
      }
    }
  }
}
