/// Small numbers as Parquet has levels and places in dictionaries: runs of one number, and groups of eight numbers of a
/// few bits each.
enum HybridRuns {
  /// Takes numbers.
  ///
  /// - Parameters:
  ///   - count: the number of numbers; whoever calls has checked it.
  ///   - bitWidth: the number of bits of each, 0...32.
  /// - Throws: `ImportError` if the bytes end before, or have runs of more numbers.
  static func numbers(_ cursor: inout ByteCursor, count: Int, bitWidth: Int) throws(ImportError) -> [Int] {
    guard (0...32).contains(bitWidth) else { throw cursor.damage }
    var result: [Int] = []
    result.reserveCapacity(count)
    while result.count < count {
      let missing = count - result.count
      let head = try cursor.varint()
      let length = Int(clamping: head >> 1)
      guard length > 0 else { throw cursor.damage }
      if head & 1 == 0 {
        let value = bitWidth == 0 ? 0 : try cursor.number(byteCount: (bitWidth + 7) / 8)
        guard length <= missing else { throw cursor.damage }
        result.append(contentsOf: repeatElement(value, count: length))
        continue
      }
      // The last group is filled up to eight numbers, and some writers leave that out.
      let number = length > missing / 8 ? missing : 8 * length
      let needed = (number * bitWidth + 7) / 8
      let stored = length > cursor.remaining ? cursor.remaining : min(cursor.remaining, length * bitWidth)
      let bytes = try cursor.take(max(needed, stored))
      append(number, of: bytes, bitWidth: bitWidth, to: &result)
    }
    return result
  }

  private static func append(_ count: Int, of bytes: ArraySlice<UInt8>, bitWidth: Int, to result: inout [Int])
  {
    var (bits, bitCount, place) = (UInt64(0), 0, bytes.startIndex)
    let mask = UInt64(1) << UInt64(bitWidth) - 1
    for _ in 0..<count {
      while bitCount < bitWidth {
        bits |= UInt64(bytes[place]) << UInt64(bitCount)
        place += 1
        bitCount += 8
      }
      result.append(Int(bits & mask))
      bits >>= UInt64(bitWidth)
      bitCount -= bitWidth
    }
  }
}
