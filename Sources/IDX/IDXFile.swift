internal import Platform
internal import Processors

/// The content of an IDX file, and its compression.
public struct IDXFile: Hashable, Sendable {
  public let array: IDXArray

  /// The header of the first gzip member; nil if the file is raw.
  public let gzipHeader: GzipHeader?

  /// The number of consecutive gzip members, 0 if the file is raw. Some readers read only the first member.
  public let gzipMemberCount: Int

  /// Reads a file, raw or gzipped; the content decides which, not the name.
  ///
  /// Any defect is an error, such as a cut-off file, bytes after the last element or a wrong checksum. At most one byte
  /// more than the header announces is decompressed, and no more memory is allocated than the file can fill.
  ///
  /// - Parameters:
  ///   - path: A regular file.
  ///   - maximumPayloadByteCount: The limit on the elements' size in bytes; a file that announces more is rejected. A
  ///     small gzip file can decompress to a thousand times its size.
  /// - Throws: `IDXError`.
  public init(contentsOf path: String, maximumPayloadByteCount: Int = .max) throws(IDXError) {
    do {
      try self.init(ByteReader(path: path), maximumPayloadByteCount)
    } catch {
      throw error.about(path)
    }
  }

  /// Reads the bytes of a file, raw or gzipped, as strictly as `init(contentsOf:)` does.
  public init(parsing bytes: [UInt8], maximumPayloadByteCount: Int = .max) throws(IDXError) {
    try self.init(ByteReader(bytes), maximumPayloadByteCount)
  }

  private init(_ reader: ByteReader, _ maximumPayloadByteCount: Int) throws(IDXError) {
    let stream = try reader.decompressed()
    array = try IDXArray(readingFrom: stream, maximumPayloadByteCount: maximumPayloadByteCount)
    let gzip = stream as? GzipReader
    gzipHeader = gzip?.header
    gzipMemberCount = gzip?.memberCount ?? 0
  }
}

extension IDXArray {
  /// Reads a file, raw or gzipped, as `IDXFile.init(contentsOf:)` does.
  public init(contentsOf path: String, maximumPayloadByteCount: Int = .max) throws(IDXError) {
    self = try IDXFile(contentsOf: path, maximumPayloadByteCount: maximumPayloadByteCount).array
  }

  /// Reads the bytes of a file, raw or gzipped, as `IDXFile.init(parsing:)` does.
  public init(parsing bytes: [UInt8], maximumPayloadByteCount: Int = .max) throws(IDXError) {
    self = try IDXFile(parsing: bytes, maximumPayloadByteCount: maximumPayloadByteCount).array
  }

  init(readingFrom stream: some ByteStream, maximumPayloadByteCount: Int) throws(IDXError) {
    let header = try IDXHeader(readingFrom: stream)
    let expected = header.payloadByteCount
    guard expected <= maximumPayloadByteCount else {
      throw IDXError(
        .limitExceeded,
        "the header announces \(header), \(expected) bytes; \(maximumPayloadByteCount) are allowed. "
          + "If you trust the file, raise the limit, or unpack it with gzip -d.", byteOffset: 4)
    }
    let available = stream.remainingByteCountAtMost
    guard expected <= available else {
      // The exact length of a raw file is known.
      guard stream is GzipReader else {
        throw Self.endsEarly(header, payloadByteCount: available, in: stream)
      }
      throw IDXError(
        .truncated,
        "the header, at byte 4\(stream.ofWhat), announces \(header), \(expected) bytes, but a gzip file of this size "
          + "holds \(available) at most. It is cut off or its header is wrong; fetch it again.",
        byteOffset: 4)
    }
    guard canAllocate(byteCount: expected) else {
      throw IDXError(
        .outOfMemory,
        "there is not enough memory for \(header), \(expected) bytes. Close other programs, or use a larger machine.",
        byteOffset: 4)
    }
    let payload = try stream.readBytes(upTo: expected)
    guard payload.count == expected else {
      throw Self.endsEarly(header, payloadByteCount: payload.count, in: stream)
    }
    guard try stream.readBytes(upTo: 1).isEmpty else {
      let end = header.byteCount + expected
      throw IDXError(
        .trailingBytes,
        "byte \(end)\(stream.ofWhat) follows the last element, expected the end: the header announces \(header), "
          + "\(expected) bytes. Correct the counts in the header, remove what was appended, or fetch the file again.",
        byteOffset: end)
    }
    try self.init(header: header, payload: payload)
  }

  private static func endsEarly(
    _ header: IDXHeader, payloadByteCount: Int, in stream: some ByteStream
  ) -> IDXError {
    let end = header.byteCount + payloadByteCount
    return IDXError(
      .truncated,
      "byte \(end)\(stream.ofWhat) is missing: the header announces \(header), \(header.payloadByteCount) bytes, "
        + "but only \(payloadByteCount) are there. The file is cut off; fetch it again.", byteOffset: end)
  }
}

/// Returns whether `byteCount` bytes can be allocated and fit into the machine's memory. An array whose allocation fails
/// ends the program, so `malloc` is tried first; the memory that it reserves is not used. Linux reserves more than there
/// is, and ends the program when it is used.
private func canAllocate(byteCount: Int) -> Bool {
  guard byteCount <= Processors.memoryByteCount else { return false }
  guard let memory = unsafe malloc(max(1, byteCount)) else { return false }
  unsafe free(memory)
  return true
}
