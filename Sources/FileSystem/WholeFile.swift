internal import Platform

/// Functions that read and write files in one step.
package enum WholeFile {
  /// Reads all bytes of a regular file.
  ///
  /// - Parameters:
  ///   - maximumByteCount: the largest size in bytes; a larger file is refused before it is read.
  ///   - remedy: the advice to the user if the file is larger.
  /// - Throws: `FileSystemError` if the file cannot be read or is too large.
  package static func bytes(
    _ path: String, maximumByteCount: Int = 1 << 31, remedy: String = "is it the right file?"
  ) throws(FileSystemError) -> [UInt8] {
    let file = try InputFile(path: path)
    guard file.byteCount <= maximumByteCount else {
      throw FileSystemError(
        .tooLarge, path,
        "the file has \(file.byteCount) bytes, expected \(maximumByteCount) at most; \(remedy)")
    }
    return try [UInt8](capacity: file.byteCount) { output throws(FileSystemError) in
      try file.read(into: &output)
    }
  }

  /// Reads the whole text of a file, without a byte order mark.
  ///
  /// - Throws: `FileSystemError` if the file cannot be read or is not UTF-8.
  package static func text(_ path: String) throws(FileSystemError) -> String {
    try text(of: bytes(path), file: path)
  }

  /// Returns the text of a file's bytes, without a byte order mark.
  ///
  /// - Parameter file: the name of the file in messages.
  /// - Throws: `FileSystemError` if the bytes are not UTF-8.
  package static func text(of bytes: [UInt8], file: String) throws(FileSystemError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileSystemError(.notText, file, "the file is not UTF-8 text; save it as UTF-8")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Writes pieces of bytes one after the other to a file, replacing an existing file.
  ///
  /// If writing fails, the regular file is removed, so that no incomplete file is taken for a whole one.
  package static func write(_ pieces: [[UInt8]], to path: String) throws(FileSystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileSystemError(systemError: errno, on: path, while: "create") }
    var failure: CInt?
    for piece in pieces where failure == nil { failure = writeAll(piece.span, to: descriptor) }
    let isRegular = isRegularFile(descriptor)
    // Some file systems report only on closing that the disk is full.
    if close(descriptor) != 0, failure == nil { failure = errno }
    guard let failure else { return }
    // Devices such as /dev/stdout are not removed.
    if isRegular { unsafe unlink(path) }
    throw FileSystemError(systemError: failure, on: path, while: "write")
  }

  /// Writes a text to a file, as `write(_:to:)` does for bytes.
  package static func write(_ text: String, to path: String) throws(FileSystemError) {
    try write([Array(text.utf8)], to: path)
  }

  private static func isRegularFile(_ descriptor: CInt) -> Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
