/// A message in the wire format of protocol buffers, to which fields are added one by one.
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  /// The encoding of a field's value.
  private enum WireType: UInt64 {
    case varint = 0
    case lengthDelimited = 2
    case fixed32 = 5
  }

  mutating func add(_ field: Int, _ value: Int) {
    tag(field, .varint)
    // Negative numbers are stored as 64-bit two's complement.
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func add(_ field: Int, _ value: Float) {
    tag(field, .fixed32)
    bytes += LittleEndian.bytes(of: value.bitPattern)
  }

  mutating func add(_ field: Int, _ value: [UInt8]) {
    tag(field, .lengthDelimited)
    varint(UInt64(value.count))
    bytes += value
  }

  mutating func add(_ field: Int, _ value: String) { add(field, Array(value.utf8)) }

  mutating func add(_ field: Int, _ value: ProtobufMessage) { add(field, value.bytes) }

  private mutating func tag(_ field: Int, _ type: WireType) { varint(UInt64(field) << 3 | type.rawValue) }

  /// Adds seven bits per byte, lowest first; the eighth bit is set if more bytes follow.
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
