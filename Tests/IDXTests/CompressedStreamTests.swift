import IDX
import Testing

/// Tests of streams that are compressed piece by piece.
struct CompressedStreamTests {
  /// Text that can be compressed, of any length.
  private func source(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7 * ($0 % 5)) }
  }

  private func compressed(
    _ pieces: [[UInt8]], _ container: CompressedStream.Container
  ) throws -> (bytes: [UInt8], stream: CompressedStream) {
    var stream = try CompressedStream(container)
    var bytes = stream.head
    for (index, source) in pieces.enumerated() {
      let piece = try CompressedStream.Piece(
        source, in: container, level: 6, isLast: index == pieces.count - 1)
      stream.take(piece)
      bytes += piece.bytes
    }
    return (bytes + stream.tail, stream)
  }

  @Test(arguments: [[0], [1], [5, 0, 7], [100_000, 3, 70_000]])
  func piecesUnpackToTheWhole(_ counts: [Int]) throws {
    let pieces = counts.map(source)
    let whole = pieces.flatMap(\.self)
    let (gzip, stream) = try compressed(pieces, .gzip(name: nil))
    let unpacked = try #require(zlibDecompressed(gzip, capacity: whole.count))
    #expect(unpacked.data == whole && unpacked.unreadByteCount == 0)
    #expect(stream.sourceByteCount == whole.count && stream.crc == CRC32(whole.span))
    let (bare, _) = try compressed(pieces, .none)
    #expect(gzip.dropFirst(10).dropLast(8) == bare[...])
    let (zlib, _) = try compressed(pieces, .zlib)
    #expect(zlib.prefix(2) == [0x78, 0x9C] && zlib.dropFirst(2).dropLast(4) == bare[...])
    // Adler-32 as RFC 1950 defines it.
    let sums = whole.reduce((1, 0)) { sums, byte in
      let first = (sums.0 + Int(byte)) % 65_521
      return (first, (sums.1 + first) % 65_521)
    }
    let adler = [sums.1 >> 8, sums.1 & 255, sums.0 >> 8, sums.0 & 255].map { UInt8($0) }
    #expect(zlib.suffix(4) == adler[...])
  }

  @Test func nameThatNoFileCanHaveIsRefused() {
    #expect(throws: IDXError.self) { try CompressedStream(.gzip(name: "a/b")) }
  }

  @Test func compressorGivesTheSameAgain() throws {
    let compressor = try Compressor(level: 9)
    let bytes = source(5_000)
    let first = compressor.zlibStream(of: bytes.span)
    #expect(compressor.zlibStream(of: bytes.span) == first && first.count < bytes.count)
    for count in [0, 1, 100, 5_000] {
      let noise = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761 >> 13) }
      #expect(compressor.zlibStream(of: noise.span).count <= Compressor.largestZlibStream(byteCount: count))
    }
  }
}
