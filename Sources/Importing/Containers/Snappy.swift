/// Google's Snappy, by which most Parquet files are compressed: pieces as they are, and copies of what came before.
enum Snappy {
  /// Returns unpacked bytes.
  ///
  /// - Parameters:
  ///   - byteCount: the number of bytes that are expected.
  ///   - what: the file and the place in it, for messages.
  /// - Throws: `ImportError` if the data are damaged, or are more or fewer bytes.
  static func unpacked(_ data: ArraySlice<UInt8>, byteCount: Int, of what: String) throws(ImportError)
    -> [UInt8]
  {
    var cursor = try ByteCursor(Array(data), of: what)
    // A copy of three bytes gives 64 at most, so that nothing large is reserved for little.
    guard try cursor.varint() == UInt64(byteCount), byteCount / 32 <= data.count else { throw cursor.damage }
    var result: [UInt8] = []
    result.reserveCapacity(byteCount)
    while cursor.remaining > 0 {
      let tag = Int(try cursor.bits(byteCount: 1))
      let length: Int
      var distance: Int?
      switch tag & 3 {
      case 0 where tag >> 2 < 60: length = (tag >> 2) + 1
      case 0: length = try cursor.number(byteCount: (tag >> 2) - 59) + 1
      case 1:
        length = 4 + ((tag >> 2) & 7)
        distance = try (tag >> 5) * 256 + cursor.number(byteCount: 1)
      case 2:
        length = (tag >> 2) + 1
        distance = try cursor.number(byteCount: 2)
      default:
        length = (tag >> 2) + 1
        distance = try cursor.number(byteCount: 4)
      }
      guard length <= byteCount - result.count else { throw cursor.damage }
      guard let distance else {
        result += try cursor.take(length)
        continue
      }
      guard (1...max(1, result.count)).contains(distance), !result.isEmpty else { throw cursor.damage }
      // The copy may run into itself, and then repeats what it has written.
      for _ in 0..<length { result.append(result[result.count - distance]) }
    }
    guard result.count == byteCount else { throw cursor.damage }
    return result
  }
}
