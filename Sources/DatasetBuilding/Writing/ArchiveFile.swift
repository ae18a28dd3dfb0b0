/// An uncompressed archive that is never in memory as a whole: the items are there already, once.
struct ArchiveFile: Sendable {
  let header: [UInt8]
  /// Bytes of one image or label.
  let unitByteCount: Int
  let unitCount: Int
  let unit: @Sendable (Int) -> ArraySlice<UInt8>

  var byteCount: Int { header.count + unitByteCount * unitCount }

  /// The bytes of a range.
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

  func digest() throws(DatasetError) -> SHA256Digest {
    let pieceByteCount = 1 << 20
    return try SHA256Hasher.digest(
      stride(from: 0, to: byteCount, by: pieceByteCount).lazy.map {
        part($0..<min($0 + pieceByteCount, byteCount))
      })
  }
}
