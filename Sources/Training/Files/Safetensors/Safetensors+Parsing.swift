internal import FileSystem

extension Safetensors {
  /// The greatest length of a header in bytes, enough for a hundred thousand tensors.
  static let maximumHeaderByteCount = 16 << 20

  static let remedy =
    "the file is damaged or made by another program; restore it from a copy, or train the model again"

  static func error(_ path: String, _ message: String) -> TrainingError {
    TrainingError(.invalidFile, "\(path): \(message); \(remedy)")
  }

  /// Reads a safetensors file.
  ///
  /// - Parameter maximumByteCount: the greatest size of the file in bytes; a larger file is rejected.
  /// - Throws: `TrainingError` if the file cannot be read, is too large, or is not a valid safetensors file.
  package init(contentsOf path: String, maximumByteCount: Int) throws(TrainingError) {
    let bytes = try TrainingError.translatingFileErrors { () throws(FileSystemError) in
      try WholeFile.bytes(path, maximumByteCount: maximumByteCount, remedy: "give a model of this program")
    }
    try self.init(parsing: bytes, path: path)
  }

  /// Reads the bytes of a safetensors file.
  ///
  /// The memory for the tensors is no larger than the file.
  ///
  /// - Parameter path: the path of the file for error messages.
  /// - Throws: `TrainingError` if the header is damaged, a tensor has another type than F32, is outside the file,
  ///   overlaps another one or has a size that differs from its shape, or bytes belong to no tensor.
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
