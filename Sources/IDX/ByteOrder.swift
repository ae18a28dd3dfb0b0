extension FixedWidthInteger {
  /// The most significant byte first, as IDX has it.
  var bigEndianBytes: [UInt8] {
    stride(from: bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
  }

  /// The least significant byte first, as gzip has it.
  var littleEndianBytes: [UInt8] { bigEndianBytes.reversed() }
}

extension UInt32 {
  init(bigEndianBytes bytes: some Sequence<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  init(littleEndianBytes bytes: some BidirectionalCollection<UInt8>) {
    self.init(bigEndianBytes: bytes.reversed())
  }
}

/// A byte as people write it, `0x8b`, or an integer of any width, padded to it.
func hexadecimal(_ value: some FixedWidthInteger & UnsignedInteger) -> String {
  let digits = String(value, radix: 16)
  return "0x" + String(repeating: "0", count: value.bitWidth / 4 - digits.count) + digits
}

/// `1f 8b 08`
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { hexadecimal($0).dropFirst(2) }.joined(separator: " ")
}
