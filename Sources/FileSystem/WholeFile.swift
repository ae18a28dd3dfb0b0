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
    _ path: String, maximumByteCount: Int, remedy: String = "is it the right file?"
  ) throws(FileSystemError) -> [UInt8] {
    let file = try InputFile(path: path)
    guard file.byteCount <= maximumByteCount else {
      throw FileSystemError(
        .tooLarge, path,
        "the file has \(file.byteCount) bytes, and at most \(maximumByteCount) are read; \(remedy)")
    }
    return try [UInt8](capacity: file.byteCount) { output throws(FileSystemError) in
      try file.read(into: &output)
    }
  }

  /// Reads the first bytes of a regular file, fewer if it has no more.
  ///
  /// - Throws: `FileSystemError` if the file cannot be read.
  package static func start(_ path: String, byteCount: Int) throws(FileSystemError) -> [UInt8] {
    let file = try InputFile(path: path)
    return try [UInt8](capacity: byteCount) { output throws(FileSystemError) in try file.read(into: &output) }
  }

  /// The size in bytes up to which settings and descriptions are read, such as a policy or `dataset.json`: 16 MiB.
  package static let largestDocument = 16 << 20
  /// The size in bytes up to which tables with a line for each image or photo are read: 512 MiB, which is some three
  /// million lines of a manifest.
  package static let largestTable = 512 << 20

  /// Reads the whole text of a file, without a byte order mark.
  ///
  /// - Parameter maximumByteCount: the largest size in bytes; a larger file is refused before it is read.
  /// - Throws: `FileSystemError` if the file cannot be read, is too large or is not UTF-8.
  package static func text(
    _ path: String, maximumByteCount: Int = largestDocument
  ) throws(FileSystemError) -> String {
    try text(of: bytes(path, maximumByteCount: maximumByteCount), file: path)
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
}
