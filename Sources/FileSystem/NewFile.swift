internal import Platform

/// Writes files of a folder that is written and made durable as a whole, as `TargetFolder` does.
package enum NewFile {
  /// Writes pieces of bytes one after the other to a file that is not there yet.
  ///
  /// - Throws: `FileSystemError` if there is such a file, or the system refuses; a part of the file may then be there.
  package static func write(_ pieces: [[UInt8]], to path: String) throws(FileSystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileSystemError(systemError: errno, on: path, while: "create") }
    var failure: CInt?
    for piece in pieces where failure == nil { failure = writeAll(piece.span, to: descriptor) }
    // Some file systems report only on closing that the disk is full.
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { throw FileSystemError(systemError: failure, on: path, while: "write") }
  }

  /// Writes a text to a file, as `write(_:to:)` does for bytes.
  package static func write(_ text: String, to path: String) throws(FileSystemError) {
    try write([Array(text.utf8)], to: path)
  }
}
