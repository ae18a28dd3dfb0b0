internal import Platform

/// A file that is not there yet and is written from front to back, in a folder that is written and made durable as a
/// whole, as `TargetFolder` does.
package final class GrowingFile {
  package let path: String
  /// The number of bytes that have been appended.
  package private(set) var byteCount = 0
  private var descriptor: CInt
  private var buffer: [UInt8] = []

  /// The number of bytes that are gathered before they are handed to the system.
  private static let bufferByteCount = 1 << 18

  /// - Throws: `FileSystemError` if there is such a file, or the system refuses.
  package init(path: String) throws(FileSystemError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileSystemError(systemError: errno, on: path, while: "create") }
  }

  deinit { if descriptor >= 0 { _ = Platform.close(descriptor) } }

  /// - Throws: `FileSystemError` if the system refuses; a part of the bytes may then be in the file.
  package func append(_ bytes: [UInt8]) throws(FileSystemError) {
    byteCount += bytes.count
    if bytes.count >= Self.bufferByteCount {
      try flush()
      if let number = writeAll(bytes.span, to: descriptor) { throw failure(number) }
    } else {
      buffer += bytes
      if buffer.count >= Self.bufferByteCount { try flush() }
    }
  }

  /// Replaces bytes that have been appended, such as sizes that are known only at the end.
  ///
  /// - Throws: `FileSystemError` if the system refuses.
  /// - Precondition: as many bytes are in the file at `offset`.
  package func replace(at offset: Int, with bytes: [UInt8]) throws(FileSystemError) {
    precondition(
      offset >= 0 && offset + bytes.count <= byteCount, "only bytes that are there can be replaced")
    try flush()
    if let number = writeAll(bytes.span, to: descriptor, at: offset) { throw failure(number) }
  }

  /// Hands all bytes to the system and closes the file.
  ///
  /// - Throws: `FileSystemError`; some file systems report only on closing that the disk is full.
  package func close() throws(FileSystemError) {
    try flush()
    let isClosed = Platform.close(descriptor) == 0
    let number = errno
    descriptor = -1
    if !isClosed { throw failure(number) }
  }

  private func flush() throws(FileSystemError) {
    let number = writeAll(buffer.span, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
    if let number { throw failure(number) }
  }

  private func failure(_ number: CInt) -> FileSystemError {
    FileSystemError(systemError: number, on: path, while: "write")
  }
}
