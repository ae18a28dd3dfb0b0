import IDX
import Testing
import TestSupport

struct GzipCompressionTests {
  @Test func headerHasTheNameAndNothingOfTimeOrMachine() async throws {
    let array = try IDXArray([1, 2, 3] as [UInt8], dimensions: [3])
    let bytes = try await array.gzipped(name: "train-labels-idx1-ubyte")
    #expect(
      Array(bytes.prefix(34))
        == [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 255] + Array("train-labels-idx1-ubyte".utf8) + [0])
    let file = try IDXFile(parsing: bytes)
    #expect(file.gzipHeader?.name == "train-labels-idx1-ubyte")
    #expect(file.gzipHeader?.modificationTime == 0)
    #expect(file.gzipHeader?.operatingSystem == 255)
    #expect(file.gzipMemberCount == 1)
    #expect(file.array == array)
  }

  @Test func withoutANameThereIsNone() async throws {
    let bytes = try await Gzip.compress([1, 2, 3])
    #expect(Array(bytes.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  @Test func trailerHasTheChecksumAndTheLength() async throws {
    // The CRC-32 of "123456789" is the check value in lists of CRCs.
    let bytes = try await Gzip.compress(Array("123456789".utf8))
    #expect(Array(bytes.suffix(8)) == [0x26, 0x39, 0xF4, 0xCB, 9, 0, 0, 0])
  }

  @Test(arguments: 0...12)
  func zlibReadsWhatLibdeflateWroteInPieces(level: Int) async throws {
    for content in Content.allCases {
      let bytes = content.bytes(count: 3 * Gzip.pieceByteCount + 1234)
      let compressed = try await Gzip.compress(bytes, name: "x", level: level)
      let read = zlibDecompressed(compressed, capacity: bytes.count)
      #expect(read?.data == bytes, "\(content)")
      #expect(read?.unreadByteCount == 0, "\(content)")
    }
  }

  @Test func everyEndOfAPieceIsJoined() async throws {
    // Pieces whose last bytes have different numbers of unused bits; the next piece always starts after that byte.
    for length in 1...64 {
      let period = (0..<length * 5).map { UInt8(truncatingIfNeeded: $0 * $0 / 3) }
      let bytes = (0..<2 * Gzip.pieceByteCount).map { period[$0 % period.count] }
      let read = try await zlibDecompressed(Gzip.compress(bytes, level: 1), capacity: bytes.count)
      #expect(read?.data == bytes)
    }
  }

  @Test func sizesAroundThatOfAPieceAreReadBack() async throws {
    let piece = Gzip.pieceByteCount
    for count in [0, 1, 2, piece - 1, piece, piece + 1, 2 * piece - 1, 2 * piece, 2 * piece + 1] {
      let bytes = Content.picture.bytes(count: count)
      let read = try await zlibDecompressed(Gzip.compress(bytes), capacity: count)
      #expect(read?.data == bytes)
      #expect(read?.unreadByteCount == 0)
    }
  }

  @Test func bytesDependOnlyOnWhatIsCompressed() async throws {
    let bytes = Content.picture.bytes(count: 5 * Gzip.pieceByteCount + 99)
    let first = try await Gzip.compress(bytes, name: "x")
    for concurrency in [1, 2, 3, 16] {
      #expect(try await Gzip.compress(bytes, name: "x", concurrency: concurrency) == first)
    }
    // The result does not depend on the length of the prefix.
    for cut in [
      1, 16, Gzip.pieceByteCount, Gzip.pieceByteCount + 1, 3 * Gzip.pieceByteCount + 7, bytes.count,
    ] {
      #expect(
        try await Gzip.compress(Array(bytes[cut...]), precededBy: Array(bytes[..<cut]), name: "x") == first)
    }
  }

  @Test func higherLevelsAreSmaller() async throws {
    let bytes = Content.picture.bytes(count: Gzip.pieceByteCount)
    var sizes: [Int] = []
    for level in [0, 1, 6, 12] { sizes.append(try await Gzip.compress(bytes, level: level).count) }
    #expect(sizes == sizes.sorted(by: >))
    #expect(sizes[0] > bytes.count)
  }

  @Test(arguments: [-1, 13, 100])
  func levelsThatDoNotExistAreRefused(level: Int) async {
    let error = await #expect(throws: IDXError.self) { try await Gzip.compress([1], level: level) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.message.contains("0 to 12") == true)
  }

  @Test(arguments: ["", "a/b", "a\0b"])
  func namesThatNoFileHasAreRefused(name: String) async {
    let error = await #expect(throws: IDXError.self) { try await Gzip.compress([1], name: name) }
    #expect(error?.code == .invalidArgument)
  }

  /// Kinds of data that a compressor treats differently.
  enum Content: CaseIterable {
    case zeros, noise, picture, noiseThenZeros

    func bytes(count: Int) -> [UInt8] {
      var random = SeededGenerator(seed: 7)
      return (0..<count).map { index in
        switch self {
        case .zeros: 0
        case .noise: UInt8(truncatingIfNeeded: random.next())
        case .picture:
          index % 28 < 9 ? 0 : UInt8(truncatingIfNeeded: index % 28 * 7 + Int(random.next() % 12))
        case .noiseThenZeros: index % 100_000 < 50_000 ? UInt8(truncatingIfNeeded: random.next()) : 0
        }
      }
    }
  }
}
