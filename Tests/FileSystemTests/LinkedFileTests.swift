import FileSystem
import Foundation
import Testing
import TestSupport

struct LinkedFileTests {
  private func number(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }

  @Test func secondNameLeadsToTheSameFile() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("content", to: "file")
      #expect(try LinkedFile.make(folder("second"), of: folder("file")))
      #expect(try number(folder("second")) == number(folder("file")))
    }
  }

  @Test func symbolicLinkIsFollowed() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("content", to: "far/file")
      try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "far/file")
      try folder.makeFolder("elsewhere")
      #expect(try LinkedFile.make(folder("elsewhere/second"), of: folder("link")))
      #expect(try folder.text("elsewhere/second") == "content")
      #expect(try number(folder("elsewhere/second")) == number(folder("far/file")))
    }
  }

  @Test func fileOfAnotherFileSystemIsCopied() async throws {
    let other = "/dev/shm"
    try await withTemporaryFolder { folder in
      let devices = try [other, folder.path].map {
        try FileManager.default.attributesOfFileSystem(forPath: $0)[.systemNumber] as? Int
      }
      guard devices[0] != devices[1] else { return }
      let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }
      try folder.write(bytes, to: "file")
      let copy = "\(other)/fmbuild-test-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: copy) }
      #expect(try !LinkedFile.make(copy, of: folder("file")))
      #expect([UInt8](try Data(contentsOf: URL(filePath: copy))) == bytes)
    }
  }

  @Test func whatIsThereIsNotReplaced() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("new", to: "file")
      try folder.write("old", to: "second")
      #expect(throws: FileSystemError.self) { try LinkedFile.make(folder("second"), of: folder("file")) }
      #expect(try folder.text("second") == "old")
    }
  }

  @Test(arguments: ["missing", "folder"])
  func onlyFilesHaveSecondNames(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("folder")
      #expect(throws: FileSystemError.self) { try LinkedFile.make(folder("second"), of: folder(name)) }
      #expect(!folder.exists("second"))
    }
  }
}
