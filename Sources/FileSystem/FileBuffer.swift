internal import Platform

/// A reader of whole files that reuses one buffer for all files.
package struct FileBuffer {
  /// The size in bytes up to which files are read: 1 GiB.
  package static let maximumByteCount = 1 << 30

  package enum Failure: Error {
    /// A call of the system failed, with this value of `errno`.
    case system(CInt)
    /// A folder, a pipe, a socket or a device is where the file should be.
    case notAFile
    case tooLarge(byteCount: Int)
  }

  /// The buffer, whose first `byteCount` bytes are those of the file that was read last.
  package private(set) var buffer = [UInt8](repeating: 0, count: 1 << 16)
  package private(set) var byteCount = 0

  package init() {}

  /// Reads a whole file into the buffer; if that fails, `byteCount` is 0.
  package mutating func read(_ path: String) throws(Failure) {
    byteCount = 0
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let number = errno
      // The system refuses to open a socket as if its device were missing.
      throw number == ENXIO && FileIdentity(path)?.kind == .other ? .notAFile : .system(number)
    }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let size = Int(status.st_size)
    guard size <= Self.maximumByteCount else { throw .tooLarge(byteCount: size) }
    if size > buffer.count { buffer = [UInt8](repeating: 0, count: size + size / 4) }
    while byteCount < size {
      let start = byteCount
      let received = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start..<size])
        return unsafe systemRead(descriptor, rest.baseAddress, rest.count)
      }
      if received < 0, errno == EINTR { continue }
      guard received >= 0 else {
        let number = errno
        byteCount = 0
        throw .system(number)
      }
      // The file has become shorter since its size was determined; the bytes read so far are its content.
      guard received > 0 else { break }
      byteCount += received
    }
  }
}
