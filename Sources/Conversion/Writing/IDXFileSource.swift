internal import Checksums

/// An uncompressed IDX file that is assembled in parts on demand, so that the images are in memory only once.
struct IDXFileSource: Sendable {
  let header: [UInt8]
  /// The number of bytes of one image or label.
  let unitByteCount: Int
  let unitCount: Int
  let unit: @Sendable (Int) -> ArraySlice<UInt8>

  var byteCount: Int { header.count + unitByteCount * unitCount }

  /// Returns the bytes of a range.
  @Sendable func part(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    bytes += header[min(range.lowerBound, header.count)..<min(range.upperBound, header.count)]
    var place = max(0, range.lowerBound - header.count)
    let end = max(0, range.upperBound - header.count)
    while place < end {
      let unit = unit(place / unitByteCount)
      let start = unit.startIndex + place % unitByteCount
      let count = min(unit.endIndex - start, end - place)
      bytes += unit[start..<(start + count)]
      place += count
    }
    return bytes
  }

  /// The whole file in pieces of a mebibyte.
  var pieces: some Sequence<[UInt8]> {
    let pieceByteCount = 1 << 20
    return stride(from: 0, to: byteCount, by: pieceByteCount).lazy.map {
      part($0..<min($0 + pieceByteCount, byteCount))
    }
  }

  func digest() -> SHA256Digest { SHA256Hasher.digest(pieces) }
}
