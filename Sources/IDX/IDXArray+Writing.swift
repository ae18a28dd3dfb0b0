internal import FileSystem

extension IDXArray {
  /// Returns the bytes of the raw file: header and elements.
  public func encoded() -> [UInt8] { header.encoded() + payload }

  /// Returns the bytes of the gzipped file, one member; `Gzip.compress` describes the parameters and the result.
  public func gzipped(
    name: String? = nil, level: Int = Gzip.defaultLevel, concurrency: Int? = nil
  ) async throws(IDXError) -> [UInt8] {
    try await Gzip.compress(
      payload, precededBy: header.encoded(), name: name, level: level, concurrency: concurrency)
  }

  /// Writes the raw file, replacing an existing one, which stays as it was if writing fails.
  ///
  /// - Throws: `IDXError` with the code `noSpace`, `permissionDenied`, `fileNotFound`, `notARegularFile` or
  ///   `inputOutput`.
  public func write(to path: String) throws(IDXError) {
    try WholeFile.writeIDX([header.encoded(), payload], to: path)
  }

  /// Writes the gzipped file, replacing an existing one, which stays as it was if writing fails.
  ///
  /// The name in the gzip header is the file's name without `.gz`.
  ///
  /// - Throws: `IDXError`, as for `gzipped(name:level:concurrency:)` and `write(to:)`.
  public func writeGzipped(
    to path: String, level: Int = Gzip.defaultLevel, concurrency: Int? = nil
  ) async throws(IDXError) {
    var name = path.split(separator: "/").last ?? ""
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let bytes = try await gzipped(
      name: name.isEmpty ? nil : String(name), level: level, concurrency: concurrency)
    try WholeFile.writeIDX([bytes], to: path)
  }
}
