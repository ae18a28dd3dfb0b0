/// Compression to DEFLATE data (RFC 1951) with libdeflate.
enum Deflate {
  /// The compression levels: 0 stores, 1 is fastest, 12 is smallest.
  static let levels = 0...12

  /// Compresses bytes to one complete DEFLATE stream; `level` is one of `levels`.
  static func stream(of bytes: Span<UInt8>, level: Int) throws(IDXError) -> [UInt8] {
    try Compressor(level: level).deflateStream(of: bytes)
  }

  /// Compresses bytes to DEFLATE data that another stream can follow: its last block is not marked as final, and it
  /// ends with an empty stored block, which fills the last byte, as after a synchronous flush of zlib.
  ///
  /// libdeflate only makes complete streams. The position of the last block, which need not begin or end at a byte, is
  /// known only after decoding; the result is therefore also checked to decode to `bytes`.
  static func continuedStream(of bytes: Span<UInt8>, level: Int) throws(IDXError) -> [UInt8] {
    var result = try stream(of: bytes, level: level)
    let inflater = try Inflater()
    var position = 0
    var unusedBits = 0
    // One byte more than expected, so that excess bytes are detected.
    let decoded = try [UInt8](capacity: bytes.count + 1) { output throws(IDXError) in
      var wasLastBlock = false
      while !wasLastBlock {
        // The first bit of a block is set if the block is the last; bits are counted from the lower end of a byte.
        let (byteIndex, bit) = unusedBits == 0 ? (position, 1) : (position - 1, UInt8(1) << (8 - unusedBits))
        guard byteIndex < result.count else { throw .badCompressor }
        wasLastBlock = result[byteIndex] & bit != 0
        result[byteIndex] &= ~bit

        let rest = result.span.extracting(position...)
        let (consumed, outcome) = inflater.inflate(rest, into: &output, stoppingAtBlockEnds: true)
        position += consumed
        guard case .blockEnd(let bits) = outcome else { throw .badCompressor }
        unusedBits = bits
      }
    }
    guard position == result.count, decoded.count == bytes.count, CRC32(decoded.span) == CRC32(bytes) else {
      throw .badCompressor
    }

    // The stored block: three zero bits, zero bits up to the end of the byte, the length 0, and the inverted length.
    if unusedBits > 0 { result[position - 1] &= UInt8(0xFF) >> unusedBits }
    if unusedBits < 3 { result.append(0) }
    result += [0x00, 0x00, 0xFF, 0xFF]
    return result
  }
}

extension IDXError {
  static let noMemoryToCompress = IDXError(
    .outOfMemory, "there is not enough memory to compress. Close other programs, or choose a lower level.")

  static let badCompressor = IDXError(
    .corruptGzip, "libdeflate compressed to something that zlib does not decode. Update the libraries.")
}
