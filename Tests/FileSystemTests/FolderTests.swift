import FileSystem
import Foundation
import Testing
import TestSupport

/// Tests of creating and listing folders.
struct FolderTests {
  @Test func foldersAboveAreMadeAndFoldersThatAreThereAreWell() async throws {
    try await withTemporaryFolder { folder in
      try makeFolder(folder("a/b//c/"))
      try folder.write("x", to: "a/b/c/file")
      try makeFolder(folder("a/b/c"))
      #expect(try folder.names(in: "a/b/c") == ["file"])
      try makeFolder("/")
    }
  }

  @Test func linkToAFolderIsOne() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("real")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "real")
      try makeFolder(folder("link/deep"))
      #expect(try folder.names(in: "real") == ["deep"])
    }
  }

  @Test(arguments: ["file", "file/deep", "file/deep/er"])
  func folderInPlaceOfAFileIsRefused(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write("mine", to: "file")
      let error = try #require(throws: FileSystemError.self) { try makeFolder(folder(name)) }
      #expect(error.code == .inputOutput)
      #expect(
        error.message.hasPrefix("\(folder(name)): the folder cannot be made (\(folder("file")) is a file); "))
      #expect(try folder.text("file") == "mine")
    }
  }

  @Test func entriesAreAllThatIsInAFolderAndSayWhatItIs() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("x", to: "file")
      try folder.write("x", to: ".hidden")
      try folder.makeFolder("folder")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "folder")
      #expect(unsafe mkfifo(folder("pipe"), 0o600) == 0)
      let entries = try #require(FolderEntry.all(in: folder.path))
      let kinds = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.kind) })
      #expect(
        kinds == [".hidden": .file, "file": .file, "folder": .folder, "link": .unknown, "pipe": .other])
      #expect(entries.allSatisfy { $0.name == $0.readableName })
    }
  }

  @Test func folderThatIsNotThereHasNoEntries() async throws {
    try await withTemporaryFolder { folder in
      #expect(FolderEntry.all(in: folder("none")) == nil)
      #expect(errorText() == "No such file or directory")
    }
  }
}
