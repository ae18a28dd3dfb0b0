import FileSystem
import Foundation
import Testing
import TestSupport

/// Tests that a single file is written whole or not at all.
struct FileReplacementTests {
  @Test func olderFileStaysIfTheNewOneCannotBeWritten() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "file")
      for replacement in [WholeFile.Replacement.only(nil), .only(FileVersion(folder.path))] {
        let error = #expect(throws: FileSystemError.self) {
          try WholeFile.write("new", to: folder("file"), replacing: replacement)
        }
        #expect(error?.code == .targetExists && error?.message.contains("it was left alone") == true)
        #expect(try folder.text("file") == "old")
        #expect(try folder.names() == ["file"])
      }
    }
  }

  @Test func fileThatWasLookedAtIsReplacedOnlyIfItIsStillTheSame() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "file")
      let version = FileVersion(folder("file"))
      try WholeFile.write("new", to: folder("file"), replacing: .only(version))
      #expect(try folder.text("file") == "new")
      #expect(throws: FileSystemError.self) {
        try WholeFile.write("newer", to: folder("file"), replacing: .only(version))
      }
      #expect(try folder.text("file") == "new")
      try WholeFile.write("newest", to: folder("file"))
      #expect(try folder.text("file") == "newest")
    }
  }

  @Test func readersOfTheOlderFileKeepIt() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "file")
      let reader = try #require(FileHandle(forReadingAtPath: folder("file")))
      try WholeFile.write("new", to: folder("file"))
      #expect(try reader.readToEnd() == Data("old".utf8))
    }
  }

  @Test func rightsOfTheOlderFileAreKept() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "file")
      try folder.setPermissions(0o640, of: "file")
      try WholeFile.write("new", to: folder("file"))
      let mode = try FileManager.default.attributesOfItem(atPath: folder("file"))[.posixPermissions] as? Int
      #expect(mode == 0o640)
    }
  }

  @Test func fileProtectedAgainstWritingIsNotReplaced() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "file")
      try folder.setPermissions(0o444, of: "file")
      let error = #expect(throws: FileSystemError.self) { try WholeFile.write("new", to: folder("file")) }
      #expect(error?.code == .permissionDenied)
      #expect(try folder.text("file") == "old")
    }
  }

  @Test func linkStaysAndWhatItLeadsToIsReplaced() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "real/file")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "real/file")
      try FileManager.default.createSymbolicLink(atPath: folder("none"), withDestinationPath: "nowhere")
      try WholeFile.write("new", to: folder("link"))
      #expect(try folder.text("real/file") == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("link")) == "real/file")
      let error = #expect(throws: FileSystemError.self) { try WholeFile.write("new", to: folder("none")) }
      #expect(error?.message.contains("leads nowhere") == true)
      #expect(try folder.names() == ["link", "none", "real"])
    }
  }

  @Test func longestNameIsWritten() async throws {
    try await withTemporaryFolder { folder in
      let name = String(repeating: "ä", count: 127)
      try WholeFile.write("new", to: folder(name))
      #expect(try folder.names() == [name])
    }
  }

  @Test func devicesAreWrittenToDirectly() throws {
    try WholeFile.write("x", to: "/dev/null")
    let error = #expect(throws: FileSystemError.self) { try WholeFile.write("x", to: "/dev/full") }
    #expect(error?.code == .noSpace)
  }

  @Test func onlyTheStartIsReadWhereItIsAskedFor() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("abcdef", to: "file")
      #expect(unsafe truncate(folder("file"), 5 << 30) == 0)
      #expect(try WholeFile.start(folder("file"), byteCount: 3) == Array("abc".utf8))
      let error = #expect(throws: FileSystemError.self) { try WholeFile.text(folder("file")) }
      #expect(error?.code == .tooLarge)
      #expect(error?.message.contains("the file has 5368709120 bytes, and at most 16777216 are read") == true)
    }
  }
}
