extension FixedWidthInteger {
  /// The bytes as they are in memory, the least significant first; of a `bigEndian` number the most significant first.
  var bytes: [UInt8] {
    stride(from: 0, to: bitWidth, by: 8).map { UInt8(truncatingIfNeeded: littleEndian >> Self($0)) }
  }
}

/// Returns a number in as many decimal digits as asked for, or more if it needs them.
func padded(_ number: Int, _ digitCount: Int, radix: Int = 10) -> String {
  let digits = String(number, radix: radix)
  return String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
}
