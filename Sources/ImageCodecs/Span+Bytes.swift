/// Reading from arbitrary bytes: reading beyond the end gives nil or no match.
extension Span<UInt8> {
  func byte(at offset: Int) -> UInt8? {
    indices.contains(offset) ? self[offset] : nil
  }

  func bigEndian16(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 2 else { return nil }
    return Int(self[offset]) << 8 | Int(self[offset + 1])
  }

  func bigEndian32(at offset: Int) -> Int? {
    guard let high = bigEndian16(at: offset), let low = bigEndian16(at: offset + 2) else { return nil }
    return high << 16 | low
  }

  func littleEndian16(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 2 else { return nil }
    return Int(self[offset + 1]) << 8 | Int(self[offset])
  }

  func littleEndian32(at offset: Int) -> Int? {
    guard let low = littleEndian16(at: offset), let high = littleEndian16(at: offset + 2) else { return nil }
    return high << 16 | low
  }

  /// Whether the UTF-8 bytes of `text` are at `offset`.
  func holds(_ text: String, at offset: Int = 0) -> Bool {
    let bytes = text.utf8
    guard offset >= 0, offset <= count - bytes.count else { return false }
    var position = offset
    for byte in bytes {
      if self[position] != byte { return false }
      position += 1
    }
    return true
  }

  /// The first offset, from `start` on, of the UTF-8 bytes of `text`; nil if there is none.
  func firstOffset(of text: String, from start: Int = 0) -> Int? {
    guard let first = text.utf8.first else { return nil }
    var offset = start
    while offset <= count - text.utf8.count {
      if self[offset] == first, holds(text, at: offset) { return offset }
      offset += 1
    }
    return nil
  }

  /// Returns the whole number in decimal digits at `offset`, after any blanks; nil if there is none.
  func decimalNumber(at offset: Int) -> Int? {
    var position = offset
    while let byte = byte(at: position), isBlank(byte) { position += 1 }
    var number: Int?
    // No valid number has more than nine digits, and many more would overflow.
    while let byte = byte(at: position), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"),
      (number ?? 0) < 100_000_000
    {
      number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    return number
  }
}

/// Whether a byte is a space, tab, line feed or carriage return.
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
