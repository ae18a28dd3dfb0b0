import FileSystem
import Testing
import TestSupport

/// Tests of files that are written piece by piece.
struct GrowingFileTests {
  @Test func piecesOfAnySizeStandOneAfterTheOther() async throws {
    try await withTemporaryFolder { folder in
      let file = try GrowingFile(path: folder("file"))
      var expected: [UInt8] = []
      for (number, count) in [0, 1, 1_000, 300_000, 5, 200_000, 100_000, 1 << 20, 7].enumerated() {
        let piece = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
        try file.append(piece)
        expected += piece
        #expect(file.byteCount == expected.count)
      }
      try file.replace(at: 1, with: [1, 2, 3])
      expected.replaceSubrange(1..<4, with: [1, 2, 3])
      try file.append([9])
      try file.replace(at: expected.count, with: [8])
      try file.close()
      #expect(try folder.bytes("file") == expected + [8])
    }
  }

  @Test func existingFileIsNotTouched() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("old", to: "file")
      #expect(throws: FileSystemError.self) { try GrowingFile(path: folder("file")) }
      #expect(throws: FileSystemError.self) { try GrowingFile(path: folder("nowhere/file")) }
      #expect(try folder.text("file") == "old")
    }
  }
}
