internal import DatasetFormat

/// Bytes that are made when they are written, in pieces, so that they are never in memory all at once.
struct PieceStream: Sendable {
  struct Piece: Sendable {
    /// The number of images in the piece, for the progress.
    let exampleCount: Int
    /// Makes the bytes; called from any thread.
    let make: @Sendable () throws -> [UInt8]
  }

  private(set) var pieces: [Piece] = []

  init() {}

  /// Makes a stream of one piece.
  init(_ bytes: [UInt8]) { append(bytes) }

  mutating func append(_ bytes: [UInt8]) { pieces.append(Piece(exampleCount: 0) { bytes }) }

  mutating func append(_ text: String) { append(Array(text.utf8)) }

  /// Appends bytes that are made when they are written.
  mutating func append(exampleCount: Int, _ make: @escaping @Sendable () throws -> [UInt8]) {
    pieces.append(Piece(exampleCount: exampleCount, make: make))
  }

  mutating func append(_ stream: PieceStream) { pieces += stream.pieces }

  /// Appends bytes for ranges of a split's examples.
  ///
  /// - Parameters:
  ///   - examples: the examples; nil for all.
  ///   - make: returns the bytes of a range.
  mutating func append(
    _ part: SplitData, _ examples: Range<Int>? = nil,
    _ make: @escaping @Sendable (Range<Int>) throws -> [UInt8]
  ) {
    let examples = examples ?? 0..<part.count
    for range in examples.pieces(of: part.pieceLength) {
      pieces.append(Piece(exampleCount: range.count) { try make(range) })
    }
  }
}

extension SplitData {
  /// The number of examples that are encoded together: about a megabyte, at most 1,000.
  var pieceLength: Int { max(1, min(1_000, (1 << 20) / max(1, type.byteCount))) }

  /// Returns the bytes of consecutive images.
  func bytes(of range: Range<Int>) -> [UInt8] {
    Array(images[(range.lowerBound * type.byteCount)..<(range.upperBound * type.byteCount)])
  }
}

extension Range<Int> {
  /// Returns consecutive ranges of one length, except perhaps the last.
  func pieces(of length: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: length).map { $0..<Swift.min($0 + length, upperBound) }
  }
}
