import FileSystem
import Foundation
import Testing
import TestSupport

struct WholeFileTests {
  @Test func bytesAndTextAreReadBack() async throws {
    try await withTemporaryFolder { folder in
      try WholeFile.write([[1, 2], [], [255]], to: folder("bytes"))
      #expect(try WholeFile.bytes(folder("bytes"), maximumByteCount: 100) == [1, 2, 255])
      try WholeFile.write("ä\n", to: folder("text"))
      #expect(try WholeFile.text(folder("text")) == "ä\n")
      try WholeFile.write("", to: folder("text"))
      #expect(try WholeFile.bytes(folder("text"), maximumByteCount: 0) == [])
    }
  }

  @Test func byteOrderMarkIsNoText() async throws {
    try await withTemporaryFolder { folder in
      try folder.write([0xEF, 0xBB, 0xBF, 0x61], to: "marked")
      #expect(try WholeFile.text(folder("marked")) == "a")
    }
  }

  @Test func bytesThatAreNotUTF8AreNoText() async throws {
    try await withTemporaryFolder { folder in
      try folder.write([0x54, 0xFF, 0xFE], to: "binary")
      let error = #expect(throws: FileSystemError.self) { try WholeFile.text(folder("binary")) }
      #expect(error?.code == .notText)
      #expect(error?.path == folder("binary"))
    }
  }

  @Test func fileLargerThanAllowedIsRefusedWithWhatToDo() async throws {
    try await withTemporaryFolder { folder in
      try folder.write([1, 2, 3], to: "large")
      #expect(try WholeFile.bytes(folder("large"), maximumByteCount: 3) == [1, 2, 3])
      let error = #expect(throws: FileSystemError.self) {
        try WholeFile.bytes(folder("large"), maximumByteCount: 2, remedy: "take another")
      }
      #expect(error?.code == .tooLarge)
      #expect(
        error?.message == "\(folder("large")): the file has 3 bytes, and at most 2 are read; take another")
    }
  }

  @Test func whatIsNoFileIsRefused() async throws {
    try await withTemporaryFolder { folder in
      #expect(unsafe mkfifo(folder("pipe"), 0o600) == 0)
      for path in [folder.path, folder("pipe"), "/dev/null"] {
        let error = #expect(throws: FileSystemError.self) { try WholeFile.bytes(path, maximumByteCount: 100) }
        #expect(error?.code == .notARegularFile)
      }
      #expect(throws: FileSystemError.self) { try WholeFile.write("x", to: folder.path) }
      let error = #expect(throws: FileSystemError.self) {
        try WholeFile.bytes(folder("none"), maximumByteCount: 100)
      }
      #expect(error?.code == .notFound)
    }
  }
}
