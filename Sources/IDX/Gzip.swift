internal import Processors

/// Compression to gzip files (RFC 1952).
public enum Gzip {
  /// The default compression level, the fastest: image files are 3% larger than at level 6 and take two thirds of the
  /// time.
  public static let defaultLevel = 1

  /// The size in bytes of the pieces that are compressed in parallel. The bytes of the result depend on it.
  package static let pieceByteCount = 2 << 20

  /// Compresses bytes to one gzip member, on several processors.
  ///
  /// The header holds the name and nothing that depends on the machine or the time: its modification time is 0, its
  /// operating system 255 (unknown). The same bytes, name and level give the same result for any concurrency, as
  /// long as the version of libdeflate is the same.
  ///
  /// - Parameters:
  ///   - bytes: The bytes to compress.
  ///   - prefix: Bytes to compress before `bytes`, which are not copied.
  ///   - name: FNAME, the name that `gzip -dN` and 7-Zip give to the unpacked file; a bare name without `.gz`.
  ///   - level: 0 stores, 1 is fastest, 12 is smallest.
  ///   - concurrency: How many pieces to compress at the same time; nil for one per processor.
  /// - Returns: The bytes of the gzip file.
  /// - Throws: `IDXError` with the code `invalidArgument` for an invalid name or level, `outOfMemory`.
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

  /// Compresses bytes that need not be in memory all at once to one gzip member.
  ///
  /// - Parameters:
  ///   - byteCount: The number of bytes.
  ///   - part: Returns the bytes of a range; called from any thread, for ranges of up to `pieceByteCount`.
  package static func compress(
    byteCount: Int, name: String? = nil, level: Int = defaultLevel, concurrency: Int? = nil,
    part: @escaping @Sendable (Range<Int>) -> [UInt8]
  ) async throws(IDXError) -> [UInt8] {
    var result: [UInt8] = []
    // Enough, or nearly enough, for data that cannot be compressed. Memory pages that are not written to take no
    // memory.
    result.reserveCapacity(byteCount + byteCount / 1024 + 300)
    do {
      try await compress(byteCount: byteCount, name: name, level: level, concurrency: concurrency, part: part)
      {
        result += $0
      }
    } catch let error as IDXError {
      throw error
    } catch {
      preconditionFailure("only compression can fail: \(error)")
    }
    return result
  }

  /// Compresses bytes to one gzip member, which need not be in memory all at once either.
  ///
  /// - Parameters:
  ///   - observe: called with the bytes before compression, piece by piece in order.
  ///   - write: called with the bytes of the file, piece by piece in order.
  /// - Throws: `IDXError` as the other functions, or what `write` throws.
  package static func compress(
    byteCount: Int, name: String? = nil, level: Int = defaultLevel, concurrency: Int? = nil,
    part: @escaping @Sendable (Range<Int>) -> [UInt8], observe: ([UInt8]) -> Void = { _ in },
    write: ([UInt8]) throws -> Void
  ) async throws {
    guard Deflate.levels.contains(level) else {
      throw IDXError(
        .invalidArgument,
        "\(level) is not a compression level. Pass \(Deflate.levels.lowerBound) to \(Deflate.levels.upperBound)."
      )
    }
    let pieces = Pieces(byteCount: byteCount, part: part)
    var stream = try CompressedStream(.gzip(name: name))
    try write(stream.head)
    stream = try await writeDeflated(
      pieces, of: stream, level: level, concurrency: max(1, concurrency ?? Processors.count), observe, write)
    try write(stream.tail)
  }

  /// - Returns: The stream with all pieces taken.
  private static func writeDeflated(
    _ pieces: Pieces, of stream: CompressedStream, level: Int, concurrency: Int,
    _ observe: ([UInt8]) -> Void, _ write: ([UInt8]) throws -> Void
  ) async throws -> CompressedStream {
    try await withThrowingTaskGroup(of: (Int, Result<Pieces.Deflated, IDXError>).self) { group in
      var startedCount = 0
      func startNext() {
        guard startedCount < pieces.count else { return }
        let index = startedCount
        startedCount += 1
        group.addTask { (index, Result { () throws(IDXError) in try pieces.deflated(index, level: level) }) }
      }
      for _ in 0..<concurrency { startNext() }

      // Pieces that were finished before one that precedes them.
      var waiting: [Int: Pieces.Deflated] = [:]
      var appendedCount = 0
      var stream = stream
      for try await (index, piece) in group {
        waiting[index] = try piece.get()
        while let piece = waiting.removeValue(forKey: appendedCount) {
          observe(piece.source)
          try write(piece.result.bytes)
          stream.take(piece.result)
          appendedCount += 1
        }
        startNext()
      }
      return stream
    }
  }
}

/// The bytes to compress, in pieces of `pieceByteCount`.
private struct Pieces: Sendable {
  let byteCount: Int
  let part: @Sendable (Range<Int>) -> [UInt8]

  /// The number of pieces, at least one, because zero bytes are also compressed to a DEFLATE stream.
  var count: Int { max(1, (byteCount + Gzip.pieceByteCount - 1) / Gzip.pieceByteCount) }

  struct Deflated: Sendable {
    let source: [UInt8]
    let result: CompressedStream.Piece
  }

  func deflated(_ index: Int, level: Int) throws(IDXError) -> Deflated {
    let start = index * Gzip.pieceByteCount
    let source = part(start..<min(start + Gzip.pieceByteCount, byteCount))
    return Deflated(
      source: source,
      result: try CompressedStream.Piece(
        source, in: .gzip(name: nil), level: level, isLast: index == count - 1))
  }
}
