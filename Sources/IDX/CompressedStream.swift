internal import CZlib

/// Compression of a stream that is made piece by piece, each piece by itself, so that several processors share the work
/// and the stream is never in memory as a whole.
///
/// The compressed stream is `head`, the bytes of the pieces in order, and `tail`.
package struct CompressedStream: Sendable {
  /// What stands around the compressed data.
  package enum Container: Sendable {
    /// A gzip member (RFC 1952), with the name of the unpacked file or none.
    case gzip(name: String?)
    /// A zlib stream (RFC 1950).
    case zlib
    /// Nothing: DEFLATE data (RFC 1951), as in zip files.
    case none
  }

  /// One compressed piece.
  package struct Piece: Sendable {
    package let bytes: [UInt8]
    /// The number of bytes before compression.
    package let sourceByteCount: Int
    /// The checksums of the bytes before compression.
    fileprivate let crc: CRC32
    /// Computed in a zlib stream only.
    fileprivate let adler: UInt

    /// - Parameters:
    ///   - container: that of the stream.
    ///   - level: 0 stores, 1 is fastest, 12 is smallest.
    ///   - isLast: whether the stream ends with this piece.
    package init(
      _ source: [UInt8], in container: Container, level: Int, isLast: Bool
    ) throws(IDXError) {
      bytes =
        isLast
        ? try Deflate.stream(of: source.span, level: level)
        : try Deflate.continuedStream(of: source.span, level: level)
      sourceByteCount = source.count
      crc = CRC32(source.span)
      guard case .zlib = container else {
        adler = Self.emptyAdler
        return
      }
      adler = unsafe source.withUnsafeBufferPointer { source in
        unsafe adler32_z(Self.emptyAdler, source.baseAddress, source.count)
      }
    }

    /// The Adler-32 of no bytes.
    fileprivate static let emptyAdler: UInt = 1
  }

  private let container: Container
  /// The checksum of all bytes so far, before compression.
  package private(set) var crc = CRC32()
  /// The number of bytes so far, before compression.
  package private(set) var sourceByteCount = 0
  private var adler = Piece.emptyAdler

  /// - Throws: `IDXError` with the code `invalidArgument` for a name that no file can have.
  package init(_ container: Container) throws(IDXError) {
    if case .gzip(let name) = container { try GzipHeader.checkName(name) }
    self.container = container
  }

  /// The bytes before those of the first piece.
  package var head: [UInt8] {
    switch container {
    case .gzip(let name): GzipHeader(name: name).encoded()
    // The method and the window of 32 KiB, then the usual level, in a form that is divisible by 31.
    case .zlib: [0x78, 0x9C]
    case .none: []
    }
  }

  /// Takes the next piece into the checksums.
  package mutating func take(_ piece: Piece) {
    crc.append(piece.crc, byteCount: piece.sourceByteCount)
    adler = adler32_combine(adler, piece.adler, piece.sourceByteCount)
    sourceByteCount += piece.sourceByteCount
  }

  /// The bytes after those of the last piece.
  package var tail: [UInt8] {
    switch container {
    case .gzip: crc.value.littleEndianBytes + UInt32(truncatingIfNeeded: sourceByteCount).littleEndianBytes
    case .zlib: UInt32(truncatingIfNeeded: adler).bigEndianBytes
    case .none: []
    }
  }
}
