internal import IDX

extension SHA256Digest {
  /// Of a file as it stands, which is read piece by piece.
  ///
  /// - Throws: `IDXError` if it cannot be read, `DatasetError` without SHA-256.
  package init(ofFile path: String) throws {
    let file = try InputFile(path: path)
    let pieceByteCount = 1 << 20
    let pieceCount = (file.byteCount + pieceByteCount - 1) / pieceByteCount
    var failure: IDXError?
    let pieces = (0..<pieceCount).lazy.map { _ in
      guard failure == nil else { return [UInt8]() }
      do throws(IDXError) {
        return try [UInt8](capacity: pieceByteCount) { output throws(IDXError) in try file.read(into: &output)
        }
      } catch {
        failure = error
        return []
      }
    }
    self = try SHA256Hasher.digest(pieces)
    if let failure { throw failure }
  }
}
