internal import Platform
internal import Synchronization

/// A file without a name for what does not fit into the memory. The system removes it when the program ends, however it
/// ends. Any number of threads may use it.
package final class ScratchFile: Sendable {
  private let descriptor: CInt
  private let folder: String
  private let byteCount = Mutex(0)
  /// The first failure to read; reading goes on with zeros, so that it needs no error at each place.
  private let readFailure = Mutex<CInt?>(nil)

  /// The folder that the system, or the user by TMPDIR, has for temporary files.
  package static var usualFolder: String {
    guard let path = unsafe getenv("TMPDIR"), unsafe path[0] != 0 else { return "/tmp" }
    return unsafe String(cString: path)
  }

  /// - Parameter folder: the folder in which the file takes its space.
  package init(in folder: String) throws(FileSystemError) {
    let path = "\(folder)/.scratch-\(getpid())-\(Unfinished.nextNumber())"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    self.folder = folder
    guard descriptor >= 0 else { throw FileSystemError(systemError: errno, on: path, while: "create") }
    _ = unsafe unlink(path)
  }

  deinit { _ = close(descriptor) }

  /// Appends bytes.
  ///
  /// - Returns: the offset of the first.
  package func append(_ bytes: [UInt8]) throws(FileSystemError) -> Int {
    let offset = byteCount.withLock { count in
      defer { count += bytes.count }
      return count
    }
    try write(bytes, at: offset)
    return offset
  }

  /// Writes bytes over others.
  package func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemError) {
    if let number = writeAll(bytes.span, to: descriptor, at: offset) {
      throw FileSystemError(systemError: number, on: folder, while: "write")
    }
  }

  /// Returns bytes that have been written; zeros where the system refuses, which `checkReads` then reports.
  package func bytes(at offset: Int, count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      var done = 0
      while done < count {
        let received = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, count - done, off_t(offset + done))
        if received < 0, errno == EINTR { continue }
        guard received > 0 else {
          let number = received < 0 ? errno : EIO
          readFailure.withLock { $0 = $0 ?? number }
          unsafe UnsafeMutableBufferPointer(rebasing: buffer[done..<count]).initialize(repeating: 0)
          break
        }
        done += received
      }
      initializedCount = count
    }
  }

  /// - Throws: `FileSystemError` if something could not be read.
  package func checkReads() throws(FileSystemError) {
    guard let number = readFailure.withLock({ $0 }) else { return }
    throw FileSystemError(systemError: number, on: folder, while: "read")
  }
}
