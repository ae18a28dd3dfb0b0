extension Gzip {
  /// Whether bytes begin as a gzip file does.
  package static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Decompresses a gzip file, all its members, piece by piece, so that a small file cannot fill the memory.
  ///
  /// - Parameter maximumByteCount: the largest number of decompressed bytes.
  /// - Throws: `IDXError` if the file is damaged, or `limitExceeded` if it has more bytes.
  package static func decompress(_ bytes: [UInt8], maximumByteCount: Int) throws(IDXError) -> [UInt8] {
    let reader = try GzipReader(ByteReader(bytes))
    var result: [UInt8] = []
    while true {
      let piece = try reader.readBytes(upTo: 1 << 20)
      guard !piece.isEmpty else { return result }
      guard piece.count <= maximumByteCount - result.count else {
        throw IDXError(
          .limitExceeded,
          "the file unpacks to more than \(maximumByteCount) bytes. If you trust it, unpack it with gzip -d.")
      }
      result += piece
    }
  }
}
