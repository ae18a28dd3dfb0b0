internal import Processors

/// Compression to gzip files (RFC 1952).
public enum Gzip {
  /// The fastest: pictures come out three per cent larger than at level 6, in two thirds of its time.
  public static let defaultLevel = 1

  /// Pieces of this size are compressed side by side. It decides where they meet, and so the bytes of the result.
  package static let pieceByteCount = 2 << 20

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
    let prefixCount = prefix.count
    return try await compress(
      byteCount: prefixCount + bytes.count, name: name, level: level, concurrency: concurrency
    ) { range in
      let inPrefix = prefix[min(range.lowerBound, prefixCount)..<min(range.upperBound, prefixCount)]
      let rest = bytes[max(0, range.lowerBound - prefixCount)..<max(0, range.upperBound - prefixCount)]
      return Array(inPrefix) + rest
    }
  }

  /// The same for bytes that need not be in memory all at once.
  ///
  /// - Parameters:
  ///   - byteCount: How many there are.
  ///   - part: Gives those of a range; called from any thread, for ranges of up to `pieceByteCount`.
  package static func compress(
    byteCount: Int, name: String? = nil, level: Int = defaultLevel, concurrency: Int? = nil,
    part: @escaping @Sendable (Range<Int>) -> [UInt8]
  ) async throws(IDXError) -> [UInt8] {
    try GzipHeader.checkName(name)
    guard Deflate.levels.contains(level) else {
      throw IDXError(
        .invalidArgument,
        "\(level) is no compression level. Pass \(Deflate.levels.lowerBound) to \(Deflate.levels.upperBound)."
      )
    }
    let pieces = Pieces(byteCount: byteCount, part: part)
    var result = GzipHeader(name: name).encoded()
    // Enough for data that cannot be compressed, or nearly so. What is not written to takes up no memory.
    result.reserveCapacity(result.count + byteCount + byteCount / 1024 + 64)
    let crc = try await appendDeflated(
      pieces, level: level, concurrency: max(1, concurrency ?? Processors.count), to: &result
    ).get()
    result += crc.value.littleEndianBytes + UInt32(truncatingIfNeeded: byteCount).littleEndianBytes
    return result
  }

  /// - Returns: The checksum of all that was compressed.
  private static func appendDeflated(
    _ pieces: Pieces, level: Int, concurrency: Int, to result: inout [UInt8]
  ) async -> Result<CRC32, IDXError> {
    await withTaskGroup(of: (Int, Result<Pieces.Deflated, IDXError>).self) { group in
      var startedCount = 0
      func startNext() {
        guard startedCount < pieces.count else { return }
        let index = startedCount
        startedCount += 1
        group.addTask { (index, Result { () throws(IDXError) in try pieces.deflated(index, level: level) }) }
      }
      for _ in 0..<concurrency { startNext() }

      // Pieces that were done before one that stands in front of them.
      var waiting: [Int: Pieces.Deflated] = [:]
      var appendedCount = 0
      var crc = CRC32()
      for await (index, piece) in group {
        switch piece {
        case .success(let deflated): waiting[index] = deflated
        case .failure(let error): return .failure(error)
        }
        while let piece = waiting.removeValue(forKey: appendedCount) {
          result += piece.bytes
          crc.append(piece.crc, byteCount: piece.sourceByteCount)
          appendedCount += 1
        }
        startNext()
      }
      return .success(crc)
    }
  }
}

/// What is to be compressed, cut at every `pieceByteCount`.
private struct Pieces: Sendable {
  struct Deflated: Sendable {
    let bytes: [UInt8]
    /// Of what was compressed.
    let crc: CRC32
    let sourceByteCount: Int
  }

  let byteCount: Int
  let part: @Sendable (Range<Int>) -> [UInt8]

  /// At least one, as no bytes at all are a DEFLATE stream, too.
  var count: Int { max(1, (byteCount + Gzip.pieceByteCount - 1) / Gzip.pieceByteCount) }

  func deflated(_ index: Int, level: Int) throws(IDXError) -> Deflated {
    let start = index * Gzip.pieceByteCount
    let piece = part(start..<min(start + Gzip.pieceByteCount, byteCount))
    let bytes =
      index == count - 1
      ? try Deflate.stream(of: piece.span, level: level)
      : try Deflate.continuedStream(of: piece.span, level: level)
    return Deflated(bytes: bytes, crc: CRC32(piece.span), sourceByteCount: piece.count)
  }
}
