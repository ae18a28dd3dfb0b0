#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Compression to gzip files (RFC 1952).
public enum Gzip {
  /// As small as zlib's own level 6, in well under half its time.
  public static let defaultLevel = 1

  /// Pieces of this size are compressed side by side. It decides where they meet, and so the bytes of the result.
  package static let pieceByteCount = 8 << 20

  /// Compresses to one gzip member, on several processors.
  ///
  /// The header holds the name and nothing that depends on the machine or the time: its modification time is 0, its
  /// operating system 255, not said. The same bytes, name and level give the same result, whatever the concurrency,
  /// as long as libdeflate is of the same version.
  ///
  /// - Parameters:
  ///   - bytes: What to compress.
  ///   - prefix: Put before `bytes`, without a copy of them.
  ///   - name: FNAME, what `gzip -dN` and 7-Zip will call the unpacked file; a bare name without `.gz`.
  ///   - level: 0 stores, 1 is fastest, 12 is smallest.
  ///   - concurrency: How many pieces to compress at the same time; nil for one per processor.
  /// - Returns: The bytes of the gzip file.
  /// - Throws: `IDXError` with the code `invalidArgument` for a name or level that gzip does not have, `outOfMemory`.
  public static func compress(
    _ bytes: [UInt8], precededBy prefix: [UInt8] = [], name: String? = nil, level: Int = defaultLevel,
    concurrency: Int? = nil
  ) async throws(IDXError) -> [UInt8] {
    try GzipHeader.checkName(name)
    guard Deflate.levels.contains(level) else {
      throw IDXError(
        .invalidArgument,
        "\(level) is no compression level. Pass \(Deflate.levels.lowerBound) to \(Deflate.levels.upperBound)."
      )
    }
    let pieces = Pieces(prefix: prefix, bytes: bytes)
    var result = GzipHeader(name: name).encoded()
    // Enough for data that cannot be compressed, or nearly so. What is not written to takes up no memory.
    result.reserveCapacity(result.count + pieces.byteCount + pieces.byteCount / 1024 + 64)
    try await appendDeflated(
      pieces, level: level, concurrency: max(1, concurrency ?? processorCount), to: &result
    ).get()
    var crc = CRC32(prefix.span)
    crc.update(with: bytes.span)
    result += crc.value.littleEndianBytes + UInt32(truncatingIfNeeded: pieces.byteCount).littleEndianBytes
    return result
  }

  private static func appendDeflated(
    _ pieces: Pieces, level: Int, concurrency: Int, to result: inout [UInt8]
  ) async -> Result<Void, IDXError> {
    await withTaskGroup(of: (Int, Result<[UInt8], IDXError>).self) { group in
      var startedCount = 0
      func startNext() {
        guard startedCount < pieces.count else { return }
        let index = startedCount
        startedCount += 1
        group.addTask { (index, Result { () throws(IDXError) in try pieces.deflated(index, level: level) }) }
      }
      for _ in 0..<concurrency { startNext() }

      // Pieces that were done before one that stands in front of them.
      var waiting: [Int: [UInt8]] = [:]
      var appendedCount = 0
      for await (index, piece) in group {
        switch piece {
        case .success(let bytes): waiting[index] = bytes
        case .failure(let error): return .failure(error)
        }
        while let bytes = waiting.removeValue(forKey: appendedCount) {
          result += bytes
          appendedCount += 1
        }
        startNext()
      }
      return .success(())
    }
  }

  private static var processorCount: Int { sysconf(CInt(_SC_NPROCESSORS_ONLN)) }
}

/// What is to be compressed, seen as one run of bytes and cut at every `pieceByteCount`.
private struct Pieces: Sendable {
  let prefix: [UInt8]
  let bytes: [UInt8]

  var byteCount: Int { prefix.count + bytes.count }

  /// At least one, as no bytes at all are a DEFLATE stream, too.
  var count: Int { max(1, (byteCount + Gzip.pieceByteCount - 1) / Gzip.pieceByteCount) }

  func deflated(_ index: Int, level: Int) throws(IDXError) -> [UInt8] {
    let start = index * Gzip.pieceByteCount
    let end = min(start + Gzip.pieceByteCount, byteCount)
    guard start < prefix.count else {
      let piece = bytes.span.extracting(start - prefix.count..<end - prefix.count)
      return try deflated(piece, isLast: index == count - 1, level: level)
    }
    let piece = prefix[start..<min(end, prefix.count)] + bytes[..<max(0, end - prefix.count)]
    return try deflated(piece.span, isLast: index == count - 1, level: level)
  }

  private func deflated(_ piece: Span<UInt8>, isLast: Bool, level: Int) throws(IDXError) -> [UInt8] {
    isLast
      ? try Deflate.stream(of: piece, level: level) : try Deflate.continuedStream(of: piece, level: level)
  }
}
