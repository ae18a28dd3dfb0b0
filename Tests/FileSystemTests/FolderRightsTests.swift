import FileSystem
import Foundation
import Testing
import TestSupport

/// Tests that a new folder may be read and written by those who might before.
struct FolderRightsTests {
  private static func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test(arguments: [0o700, 0o2775, 0o755] as [mode_t], [true, false])
  func modeOfTheFormerFolderIsKept(_ mode: mode_t, _ isFull: Bool) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("album")
      if isFull { try TargetFolderTests.writeAlbum(folder, "album") }
      #expect(unsafe chmod(folder("album"), mode) == 0)
      try TargetFolderTests.run(folder("album"), overwrites: isFull) {
        // Nobody can look into the new folder, either, while it is written.
        let work = try folder.names().filter { $0 != "album" }
        #expect(work.map { Self.mode(folder($0)) } == [mode])
      }
      #expect(Self.mode(folder("album")) == mode)
      #expect(try folder.text("album/album.json") == "new")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only the administrator can give folders away"))
  func ownerOfTheFormerFolderIsKept() async throws {
    try await withTemporaryFolder { folder in
      try TargetFolderTests.writeAlbum(folder, "album")
      #expect(unsafe chown(folder("album"), 12345, 23456) == 0)
      try TargetFolderTests.run(folder("album"), overwrites: true)
      var status = stat()
      #expect(unsafe stat(folder("album"), &status) == 0)
      #expect(status.st_uid == 12345 && status.st_gid == 23456)
    }
  }

  @Test(arguments: [true, false])
  func folderProtectedAgainstWritingIsNotReplaced(_ isFull: Bool) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("album")
      if isFull { try TargetFolderTests.writeAlbum(folder, "album") }
      try folder.setPermissions(0o555, of: "album")
      defer { try? folder.setPermissions(0o755, of: "album") }
      let error = try #require(TargetFolderTests.refusal(folder("album"), overwrites: isFull))
      #expect(error.code == .permissionDenied)
      #expect(error.message.contains("protected against writing (mode 555); allow it with chmod u+w"))
    }
  }
}
