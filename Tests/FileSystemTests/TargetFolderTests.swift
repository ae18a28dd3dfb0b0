import FileSystem
import Foundation
import Testing
import TestSupport

struct TargetFolderTests {
  static let content = FolderContent(
    noun: "album", marker: "album.json", exampleName: "holidays",
    isOwn: ["album.json", "pictures", "pictures/1.png"].contains)

  static func writeAlbum(_ folder: TemporaryFolder, _ name: String) throws {
    for file in ["album.json", "pictures/1.png"] { try folder.write("old", to: name + "/" + file) }
  }

  /// Writes one file as a run does, and commits the folder.
  static func run(_ path: String, overwrites: Bool = false, whileWriting: () throws -> Void = {}) throws {
    let target = try TargetFolder(path: path, of: content, overwrites: overwrites)
    try Data("new".utf8).write(to: URL(fileURLWithPath: target.workPath + "/album.json"))
    try whileWriting()
    try target.commit()
  }

  static func refusal(_ path: String, overwrites: Bool = false) -> FileSystemError? {
    do {
      try TargetFolder.check(path, of: content, overwrites: overwrites)
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Writing

  @Test func nothingStandsUnderTheNameBeforeTheCommit() async throws {
    try await withTemporaryFolder { folder in
      try Self.run(folder("deep/er/album")) {
        let names = try folder.names(in: "deep/er")
        #expect(names.count == 1 && names.allSatisfy { $0.hasPrefix(".album.fmbuild-") })
      }
      #expect(try folder.names(in: "deep/er") == ["album"])
      #expect(try folder.text("deep/er/album/album.json") == "new")
    }
  }

  @Test func runThatFailsLeavesNothing() async throws {
    struct Failure: Error {}
    try await withTemporaryFolder { folder in
      #expect(throws: Failure.self) { try Self.run(folder("album")) { throw Failure() } }
      #expect(try folder.names().isEmpty)
      try Self.writeAlbum(folder, "album")
      #expect(throws: Failure.self) { try Self.run(folder("album"), overwrites: true) { throw Failure() } }
      #expect(try folder.names() == ["album"])
      #expect(try folder.text("album/album.json") == "old")
    }
  }

  @Test func formerFolderIsReplacedWhole() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeAlbum(folder, "album")
      try Self.run(folder("album"), overwrites: true) {
        let text = try folder.text("album/album.json")
        #expect(text == "old")
      }
      #expect(try folder.names() == ["album"])
      #expect(try folder.names(in: "album") == ["album.json"])
    }
  }

  @Test(arguments: [[], [".DS_Store"]])
  func emptyFolderIsAsGoodAsNone(_ litter: [String]) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("album")
      for name in litter { try folder.write("x", to: "album/" + name) }
      try Self.run(folder("album/"))
      #expect(try folder.names(in: "album") == ["album.json"])
    }
  }

  @Test func dotsAtTheEndOfANameThatIsNewAreNoName() async throws {
    try await withTemporaryFolder { folder in
      try Self.run(folder("new/./album/."))
      #expect(try folder.names(in: "new") == ["album"])
    }
  }

  @Test func linkToAFolderStaysAndWhatItLeadsToIsReplaced() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeAlbum(folder, "real")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "real")
      try Self.run(folder("link"), overwrites: true)
      #expect(try folder.names() == ["link", "real"])
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("link")) == "real")
      #expect(try folder.text("real/album.json") == "new")
    }
  }

  @Test func whatAppearsUnderTheNameMeanwhileIsNotReplaced() async throws {
    try await withTemporaryFolder { folder in
      let error = #expect(throws: FileSystemError.self) {
        try Self.run(folder("album")) { try Self.writeAlbum(folder, "album") }
      }
      #expect(error?.code == .targetExists)
      let names = try folder.names()
      #expect(names == ["album"])
      #expect(try folder.text("album/album.json") == "old")
      #expect(throws: FileSystemError.self) {
        try Self.run(folder("album"), overwrites: true) { try folder.write("mine", to: "album/thesis.txt") }
      }
      #expect(try folder.text("album/thesis.txt") == "mine")
    }
  }

  // MARK: - Several runs

  @Test func whoeverLooksAtThePlaceDoesNotDisturbRuns() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeAlbum(folder, "album")
      let runs = Task.detached {
        for _ in 0..<300 { try Self.run(folder("album"), overwrites: true) }
      }
      let looks = Task.detached {
        while !Task.isCancelled { _ = Self.refusal(folder("album"), overwrites: true) }
      }
      let result = await runs.result
      looks.cancel()
      await looks.value
      #expect(throws: Never.self) { try result.get() }
      #expect(try folder.names() == ["album"])
      #expect(try folder.text("album/album.json") == "new")
    }
  }

  @Test func oneOfTwoRunsWinsAndTheOtherSaysSo() async throws {
    try await withTemporaryFolder { folder in
      let error = #expect(throws: FileSystemError.self) {
        try Self.run(folder("album")) { try Self.run(folder("album")) }
      }
      #expect(error?.code == .targetExists)
      let names = try folder.names()
      #expect(names == ["album"])
    }
  }

  // MARK: - Targets that must not be replaced

  @Test func folderIsReplacedOnlyIfAskedFor() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeAlbum(folder, "album")
      let error = try #require(Self.refusal(folder("album")))
      #expect(error.code == .targetExists && error.message.contains("--overwrite"))
      #expect(Self.refusal(folder("album"), overwrites: true) == nil)
    }
  }

  @Test(arguments: [
    "thesis.txt", "notes/x.txt", "pictures/2.png", "pictures/deep/x", ".hidden", "album.json~",
  ])
  func folderWithForeignFilesIsNeverReplaced(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try Self.writeAlbum(folder, "album")
      try folder.write("mine", to: "album/" + name)
      let error = try #require(Self.refusal(folder("album"), overwrites: true))
      #expect(
        error.code == .targetExists && error.message.contains("not part of the album and would be lost"))
      let foreign = name.replacing(#/(notes|deep)\/.*/#) { $0.output.1 }
      #expect(error.message.hasPrefix(folder("album/\(foreign): ")))
    }
  }

  @Test func whatFileManagersLeaveMayGo() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeAlbum(folder, "album")
      for name in [
        ".DS_Store", "pictures/.DS_Store", "Thumbs.db", "pictures/desktop.ini", "pictures/thumbs.db",
      ] { try folder.write("x", to: "album/" + name) }
      try Self.run(folder("album"), overwrites: true)
      #expect(try folder.names() == ["album"])
      #expect(try folder.names(in: "album") == ["album.json"])
    }
  }

  @Test func linkInTheFolderIsNotFollowed() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "album/album.json")
      try folder.write("mine", to: "mine/2.png")
      try FileManager.default.createSymbolicLink(
        atPath: folder("album/pictures"), withDestinationPath: folder("mine"))
      try Self.run(folder("album"), overwrites: true)
      #expect(try folder.names(in: "album") == ["album.json"])
      #expect(try folder.text("mine/2.png") == "mine")
    }
  }

  @Test func folderOfAnythingElseIsNeverReplaced() async throws {
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

  @Test func folderAboveTheOneThatOneStandsInIsRefused() throws {
    #expect(Self.refusal("..")?.message.contains("you are in a folder of this one") == true)
    #expect(Self.refusal("/")?.code == .targetExists)
  }

  @Test func placeBelowAFileIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "file")
      let error = #expect(throws: FileSystemError.self) { try Self.run(folder("file/album")) }
      #expect(error?.code == .inputOutput)
      #expect(error?.message.contains("the folder cannot be made (\(folder("file")) is a file)") == true)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func folderThatCannotBeReadIsRefused() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("mine", to: "album/thesis.txt")
      try folder.setPermissions(0o300, of: "album")
      defer { try? folder.setPermissions(0o700, of: "album") }
      for overwrites in [false, true] {
        let error = Self.refusal(folder("album"), overwrites: overwrites)
        #expect(error?.code == .inputOutput)
        #expect(error?.message.contains("the folder cannot be read (Permission denied)") == true)
      }
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func placeThatCannotBeWrittenIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("locked")
      try folder.setPermissions(0o500, of: "locked")
      defer { try? folder.setPermissions(0o700, of: "locked") }
      for name in ["locked/album", "locked/deep/album"] {
        let error = #expect(throws: FileSystemError.self) { try Self.run(folder(name)) }
        #expect(error?.code == .inputOutput)
        #expect(error?.message.contains("Permission denied") == true)
      }
    }
  }
}
