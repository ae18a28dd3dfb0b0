extension IDXHeader {
  /// Returns the header as stored in the file, `byteCount` bytes.
  public func encoded() -> [UInt8] {
    [0, 0, elementType.rawValue, UInt8(dimensions.count)]
      + dimensions.flatMap { UInt32($0).bigEndianBytes }
  }

  /// Reads the header of a file, raw or gzipped; the rest of the file is not checked.
  ///
  /// - Throws: `IDXError`, as for `IDXArray.init(contentsOf:)`.
  public init(contentsOf path: String) throws(IDXError) {
    do {
      try self.init(readingFrom: ByteReader(path: path).decompressed())
    } catch {
      throw error.about(path)
    }
  }

  /// Reads the header from the front of a file's bytes, raw or gzipped; the rest is not checked.
  ///
  /// - Throws: `IDXError`, as for `IDXArray.init(parsing:)`.
  public init(parsing bytes: [UInt8]) throws(IDXError) {
    try self.init(readingFrom: ByteReader(bytes).decompressed())
  }

  init(readingFrom stream: some ByteStream) throws(IDXError) {
    let start = try stream.readBytes(upTo: 4)
    guard start.prefix(2).allSatisfy({ $0 == 0 }) else {
      throw Self.wrongMagic(start, in: stream)
    }
    guard start.count < 3 || IDXElementType(rawValue: start[2]) != nil else {
      throw Self.unknownElementType(start[2], in: stream)
    }
    guard start.count == 4, let elementType = IDXElementType(rawValue: start[2]) else {
      throw Self.endsInside(at: start.count, expected: 4, in: stream)
    }
    let rank = Int(start[3])
    let bytes = try stream.readBytes(upTo: 4 * rank)
    guard bytes.count == 4 * rank else {
      throw Self.endsInside(at: 4 + bytes.count, expected: 4 + 4 * rank, in: stream)
    }
    let dimensions = (0..<rank).map { Int(UInt32(bigEndianBytes: bytes[4 * $0..<4 * $0 + 4])) }
    do {
      try self.init(elementType: elementType, dimensions: dimensions)
    } catch {
      throw IDXError(
        error.code,
        "the dimensions, from byte 4\(stream.ofWhat): \(error.message) The file is damaged or not IDX; fetch it again.",
        byteOffset: 4)
    }
  }

  private static func wrongMagic(_ start: [UInt8], in stream: some ByteStream) -> IDXError {
    let offset = start.prefix(2).firstIndex { $0 != 0 } ?? 0
    let found = hexadecimal(start)
    let remedy = ForeignFormat.remedy(forFileStartingWith: start) ?? "Is this the right file?"
    return IDXError(
      .notIDX,
      "byte \(offset)\(stream.ofWhat) is \(hexadecimal(start[offset])), expected 0x00: an IDX file starts with two "
        + "zero bytes, this one with \(found). \(remedy)", byteOffset: offset)
  }

  private static func unknownElementType(_ code: UInt8, in stream: some ByteStream) -> IDXError {
    let known = IDXElementType.allCases.map { "\(hexadecimal($0.rawValue)) \($0)" }.joined(separator: ", ")
    return IDXError(
      .unknownElementType,
      "byte 2\(stream.ofWhat), the element type, is \(hexadecimal(code)), expected one of \(known). "
        + "The file is damaged or not IDX; fetch it again.", byteOffset: 2)
  }

  private static func endsInside(at count: Int, expected: Int, in stream: some ByteStream) -> IDXError {
    guard count > 0 else {
      return IDXError(
        .truncated, "byte 0\(stream.ofWhat) is missing: it is empty. Make or fetch the file again.",
        byteOffset: 0)
    }
    return IDXError(
      .truncated,
      "byte \(count)\(stream.ofWhat) is missing: the header takes \(expected) bytes, but only \(count) are there. "
        + "The file is cut off; fetch it again.", byteOffset: count)
  }
}
