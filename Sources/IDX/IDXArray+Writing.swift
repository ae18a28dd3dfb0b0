extension IDXArray {
  /// The bytes of the raw file: header and elements.
  public func encoded() -> [UInt8] { header.encoded() + payload }

  /// The bytes of the gzipped file, one member; see `Gzip.compress` for the parameters and for what they fix.
  public func gzipped(
    name: String? = nil, level: Int = Gzip.defaultLevel, concurrency: Int? = nil
  ) async throws(IDXError) -> [UInt8] {
    try await Gzip.compress(
      payload, precededBy: header.encoded(), name: name, level: level, concurrency: concurrency)
  }

  /// Writes the raw file, replacing one that is there. If that fails, no part of it remains, nor the old one.
  ///
  /// - Throws: `IDXError` with the code `noSpace`, `permissionDenied`, `fileNotFound`, `notARegularFile` or
  ///   `inputOutput`.
  public func write(to path: String) throws(IDXError) {
    try OutputFile.write([header.encoded(), payload], to: path)
  }

  /// Writes the gzipped file, replacing one that is there. If that fails, no part of it remains, nor the old one.
  ///
  /// The name in the gzip header is that of the file without `.gz`.
  ///
  /// - Throws: `IDXError`, as for `gzipped(name:level:concurrency:)` and `write(to:)`.
  public func writeGzipped(
    to path: String, level: Int = Gzip.defaultLevel, concurrency: Int? = nil
  ) async throws(IDXError) {
    var name = path.split(separator: "/").last ?? ""
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let bytes = try await gzipped(
      name: name.isEmpty ? nil : String(name), level: level, concurrency: concurrency)
    try OutputFile.write([bytes], to: path)
  }
}
