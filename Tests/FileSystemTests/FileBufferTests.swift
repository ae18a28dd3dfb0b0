import FileSystem
import Foundation
import Testing
import TestSupport

struct FileBufferTests {
  private static func failure(_ path: String) -> FileBuffer.Failure? {
    var buffer = FileBuffer()
    do {
      try buffer.read(path)
      return nil
    } catch {
      return error
    }
  }

  @Test func bytesOfOneFileAfterTheOtherAreRead() async throws {
    try await withTemporaryFolder { folder in
      let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
      try folder.write(long, to: "long")
      try folder.write([7], to: "short")
      var buffer = FileBuffer()
      try buffer.read(folder("long"))
      #expect(buffer.buffer.prefix(buffer.byteCount) == long[...])
      try buffer.read(folder("short"))
      #expect(buffer.buffer.prefix(buffer.byteCount) == [7])
    }
  }

  /// A pipe without a writer would make the reader wait for ever.
  @Test(.timeLimit(.minutes(15)), arguments: ["pipe", "folder", "/dev/null", "socket"])
  func whatIsNoFileIsRefusedAtOnce(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      #expect(unsafe mkfifo(folder("pipe"), 0o600) == 0)
      try folder.makeFolder("folder")
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      // A relative name, because that of a socket may have about a hundred bytes only; one for each case, because they
      // run side by side.
      let path = "fmbuild-test-\(getpid())\(name.replacing("/", with: "-")).socket"
      unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
      #if canImport(Darwin)
        let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
      #else
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      #endif
      defer { close(descriptor) }
      let isBound = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
      }
      #expect(isBound)
      defer { _ = unsafe unlink(path) }
      let target = name == "socket" ? path : name.hasPrefix("/") ? name : folder(name)
      guard case .notAFile? = Self.failure(target) else {
        Issue.record("\(name): \(String(describing: Self.failure(target)))")
        return
      }
    }
  }

  @Test func failureOfTheSystemKeepsItsNumber() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "file")
      for (path, number) in [("none", ENOENT), ("file/none", ENOTDIR)] {
        guard case .system(number)? = Self.failure(folder(path)) else {
          Issue.record("\(path): \(String(describing: Self.failure(folder(path))))")
          continue
        }
        #expect(!FileSystemError.concernsOneFile(number))
      }
      #expect(unsafe truncate(folder("file"), 2 << 30) == 0)
      guard case .tooLarge(2_147_483_648)? = Self.failure(folder("file")) else {
        Issue.record("the file is not too large")
        return
      }
    }
  }
}
