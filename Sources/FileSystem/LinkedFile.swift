internal import Platform

/// Gives files further names in a folder that is written and made durable as a whole, as `TargetFolder` does.
package enum LinkedFile {
  /// Makes a second name for a file: a hard link, or a copy where the system allows no link, as between file systems.
  ///
  /// - Parameters:
  ///   - path: the new name, under which nothing stands yet.
  ///   - source: the path of a regular file; a symbolic link is followed.
  /// - Returns: whether it is a link.
  /// - Throws: `FileSystemError` if the file can be neither linked nor copied; a part of a copy may then be there.
  @discardableResult
  package static func make(_ path: String, of source: String) throws(FileSystemError) -> Bool {
    // The file is opened in any case, so that a folder, a pipe or what cannot be read is refused with its reason.
    let file = try InputFile(path: source)
    if unsafe linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return true }
    let copy = try GrowingFile(path: path)
    while true {
      let piece = try [UInt8](capacity: pieceByteCount) { output throws(FileSystemError) in
        try file.read(into: &output)
      }
      guard !piece.isEmpty else { break }
      try copy.append(piece)
    }
    try copy.close()
    return false
  }

  /// The number of bytes that are copied at a time.
  private static let pieceByteCount = 1 << 20
}
