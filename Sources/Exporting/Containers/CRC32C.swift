/// The CRC-32C checksum (Castagnoli), which TFRecord files use.
enum CRC32C {
  /// Tables for eight bytes at a time: `tables[k]` has what a byte contributes that is followed by k others.
  private static let tables: [[UInt32]] = {
    let polynomial: UInt32 = 0x82F6_3B78
    var tables = [
      (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? polynomial : 0) }
      }
    ]
    for _ in 1..<8 {
      let (first, last) = (tables[0], tables[tables.count - 1])
      tables.append(last.map { $0 >> 8 ^ first[Int($0 & 255)] })
    }
    return tables
  }()

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value = UInt32.max
    var index = 0
    let tables = tables
    while index + 8 <= bytes.count {
      var next: UInt32 = 0
      for place in 0..<8 {
        let state = place < 4 ? UInt8(truncatingIfNeeded: value >> UInt32(8 * place)) : 0
        next ^= tables[7 - place][Int(bytes[index + place] ^ state)]
      }
      value = next
      index += 8
    }
    for byte in bytes[index...] {
      value = value >> 8 ^ tables[0][Int(UInt8(truncatingIfNeeded: value) ^ byte)]
    }
    return ~value
  }

  /// The checksum as TFRecord stores it, so that the checksum of data with a checksum in it is none of the usual ones.
  static func masked(_ bytes: [UInt8]) -> UInt32 {
    let value = checksum(bytes)
    return (value >> 15 | value << 17) &+ 0xA282_EAD8
  }
}
