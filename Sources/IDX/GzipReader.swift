/// Decompresses a gzip file piece by piece.
///
/// Consecutive members are read as one stream, as by gzip; other bytes after a member are an error.
final class GzipReader: ByteStream {
  /// The largest ratio of decompressed to compressed size: DEFLATE needs at least two bits, one for the length and one
  /// for the distance, for 258 bytes.
  private static let largestExpansion = 258 * 8 / 2

  /// The header of the first member.
  let header: GzipHeader

  /// The number of members that have begun.
  private(set) var memberCount = 1

  private let reader: ByteReader
  private let inflater: Inflater
  private var isInsideMember = true
  private var memberChecksum = CRC32()
  /// The member's decompressed size in bytes modulo 2^32, as in the trailer.
  private var memberByteCount: UInt32 = 0

  /// Creates a decompressor from a reader at the beginning of a gzip file, and reads the header.
  init(_ reader: ByteReader) throws(IDXError) {
    self.reader = reader
    inflater = try Inflater()
    header = try GzipHeader(readingFrom: reader)
  }

  var remainingByteCountAtMost: Int {
    let (count, overflow) = reader.byteCount.multipliedReportingOverflow(by: Self.largestExpansion)
    return overflow ? .max : count
  }

  var ofWhat: String { " of the decompressed data" }

  func read(into output: inout OutputSpan<UInt8>) throws(IDXError) {
    while output.freeCapacity > 0 {
      if !isInsideMember {
        guard try reader.fill() else { return }
        try beginMember()
      }
      try inflate(into: &output)
    }
  }

  private func inflate(into output: inout OutputSpan<UInt8>) throws(IDXError) {
    let hasInput = try reader.fill()
    let countBefore = output.count
    let (consumed, outcome) = inflater.inflate(reader.buffered.span, into: &output)
    reader.consume(consumed)
    memberChecksum.update(with: output.span.extracting(countBefore...))
    memberByteCount &+= UInt32(truncatingIfNeeded: output.count - countBefore)
    switch outcome {
    case .outputFull, .blockEnd:
      break
    case .inputUsedUp:
      guard hasInput else { throw .truncatedGzip(at: reader.offset, inside: "the compressed data") }
    case .streamEnd:
      try endMember()
    case .corrupt(let reason):
      throw IDXError(
        .corruptGzip,
        "the compressed data is damaged near byte \(reader.offset) (\(reason)). Fetch the file again.",
        byteOffset: reader.offset)
    case .outOfMemory:
      throw .noMemoryToDecompress
    }
  }

  private func beginMember() throws(IDXError) {
    guard reader.buffered.first == 0x1F else {
      throw IDXError(
        .trailingBytes,
        "byte \(reader.offset) follows the end of the gzip data, expected the end of the file: "
          + "\(reader.remainingByteCountAtMost) bytes too many. Remove what was appended, or fetch the file again.",
        byteOffset: reader.offset)
    }
    _ = try GzipHeader(readingFrom: reader)
    memberCount += 1
    memberChecksum = CRC32()
    memberByteCount = 0
    inflater.reset()
    isInsideMember = true
  }

  private func endMember() throws(IDXError) {
    isInsideMember = false
    let offset = reader.offset
    let trailer = try reader.readBytes(upTo: 8)
    guard trailer.count == 8 else {
      throw .truncatedGzip(at: offset + trailer.count, inside: "the gzip trailer")
    }
    let checksum = UInt32(littleEndianBytes: trailer[..<4])
    guard checksum == memberChecksum.value else {
      throw IDXError(
        .checksumMismatch,
        "byte \(offset), the CRC-32 of the data, is \(hexadecimal(checksum)), but the data has "
          + "\(hexadecimal(memberChecksum.value)). The file is damaged; fetch it again.", byteOffset: offset)
    }
    let byteCount = UInt32(littleEndianBytes: trailer[4...])
    guard byteCount == memberByteCount else {
      throw IDXError(
        .lengthMismatch,
        "byte \(offset + 4), the length of the data, is \(byteCount), but there are \(memberByteCount) bytes (modulo "
          + "2^32). The file is damaged; fetch it again.", byteOffset: offset + 4)
    }
  }
}

extension ByteReader {
  /// Returns the bytes of the IDX file itself, decompressed if the file is gzip.
  func decompressed() throws(IDXError) -> any ByteStream {
    try GzipHeader.startsMember(self) ? try GzipReader(self) : self
  }
}
