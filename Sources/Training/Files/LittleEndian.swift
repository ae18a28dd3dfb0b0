/// Converts numbers to bytes, lowest byte first, and back, on any processor.
enum LittleEndian {
  static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
    (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// Returns the bytes of floats in the format of IEEE 754, four per number.
  static func bytes(of floats: [Float]) -> [UInt8] {
    [UInt8](capacity: 4 * floats.count) { output in
      for float in floats {
        let bits = float.bitPattern
        for shift: UInt32 in [0, 8, 16, 24] { output.append(UInt8(truncatingIfNeeded: bits >> shift)) }
      }
    }
  }

  /// Returns the floats that are stored in some bytes.
  ///
  /// - Precondition: the number of bytes is a multiple of four.
  static func floats(in bytes: ArraySlice<UInt8>) -> [Float] {
    precondition(bytes.count.isMultiple(of: 4), "a number takes four bytes")
    let span = bytes.span
    return [Float](capacity: bytes.count / 4) { output in
      for index in stride(from: 0, to: span.count, by: 4) {
        let low = UInt32(span[index]) | UInt32(span[index + 1]) << 8
        let high = UInt32(span[index + 2]) | UInt32(span[index + 3]) << 8
        output.append(Float(bitPattern: low | high << 16))
      }
    }
  }
}
