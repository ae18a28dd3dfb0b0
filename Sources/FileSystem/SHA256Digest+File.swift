package import Checksums

extension SHA256Digest {
  /// Computes the SHA-256 of a file's bytes, reading the file in pieces of 1 MiB.
  ///
  /// - Throws: `FileSystemError` if the file cannot be read.
  package init(ofFile path: String) throws(FileSystemError) {
    let file = try InputFile(path: path)
    let pieceByteCount = 1 << 20
    let hasher = SHA256Hasher()
    hasher.begin()
    while true {
      let piece = try [UInt8](capacity: pieceByteCount) { output throws(FileSystemError) in
        try file.read(into: &output)
      }
      if piece.isEmpty { break }
      hasher.add(piece.span)
    }
    self = hasher.end()
  }
}
