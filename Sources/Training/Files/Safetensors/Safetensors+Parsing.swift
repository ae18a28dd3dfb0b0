extension Safetensors {
  /// The longest header that is read, in bytes: that of a hundred thousand tensors.
  static let maximumHeaderByteCount = 16 << 20

  static let remedy =
    "the file is damaged or made by another program; take a copy of it, or train the model again"

  static func error(_ path: String, _ message: String) -> TrainingError {
    TrainingError(.invalidFile, "\(path): \(message); \(remedy)")
  }

  /// Reads a file.
  ///
  /// - Parameter maximumByteCount: a larger file is refused.
  /// - Throws: `TrainingError` if it cannot be read, is larger, or is not what `init(parsing:path:)` takes.
  package init(contentsOf path: String, maximumByteCount: Int) throws(TrainingError) {
    try self.init(
      parsing: WholeFile.bytes(
        path, maximumByteCount: maximumByteCount, remedy: "name a model of this program"),
      path: path)
  }

  /// Reads the bytes of a file. Nothing is forgiven: another type than F32, a tensor out of place, overlapping or of
  /// another size than its shape says, bytes that belong to none. No more memory is taken than the file has.
  ///
  /// - Parameter path: what messages begin with.
  /// - Throws: `TrainingError`.
  package init(parsing bytes: [UInt8], path: String) throws(TrainingError) {
    guard bytes.count >= Self.prefixByteCount else {
      throw Self.error(
        path, "the file ends after \(bytes.count) bytes, expected the length of a header in the first 8")
    }
    let length = bytes[..<Self.prefixByteCount].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(Self.maximumHeaderByteCount) else {
      throw Self.error(
        path,
        "the first 8 bytes announce a header of \(length) bytes, expected \(Self.maximumHeaderByteCount) at most"
      )
    }
    let dataStart = Self.prefixByteCount + Int(length)
    guard dataStart <= bytes.count else {
      throw Self.error(
        path,
        "the first 8 bytes announce a header of \(length) bytes, but only \(bytes.count - Self.prefixByteCount) follow"
      )
    }
    guard length > 0, bytes[Self.prefixByteCount] == UInt8(ascii: "{") else {
      throw Self.error(path, "the header does not begin with '{' at byte \(Self.prefixByteCount)")
    }
    let header = try SafetensorsHeader(
      bytes[Self.prefixByteCount..<dataStart], dataByteCount: bytes.count - dataStart, path: path)
    self.init(
      header.places.map { place in
        let range = (dataStart + place.range.lowerBound)..<(dataStart + place.range.upperBound)
        return Tensor(
          name: place.name, dimensions: place.dimensions, numbers: LittleEndian.floats(in: bytes[range]))
      }, metadata: header.metadata)
  }
}
