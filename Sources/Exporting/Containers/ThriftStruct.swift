/// A struct in Thrift's compact protocol, built field by field with rising numbers.
struct ThriftStruct: Sendable {
  private enum Kind: UInt8 {
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  private var fields: [UInt8] = []
  private var lastNumber = 0

  init() {}

  /// The bytes of the struct.
  var bytes: [UInt8] { fields + [0] }

  mutating func addInt16(_ number: Int, _ value: Int) { add(number, .int16, Self.zigzag(value)) }

  mutating func addInt32(_ number: Int, _ value: Int) { add(number, .int32, Self.zigzag(value)) }

  mutating func addInt64(_ number: Int, _ value: Int) { add(number, .int64, Self.zigzag(value)) }

  mutating func add(_ number: Int, _ value: [UInt8]) { add(number, .binary, Self.binary(value)) }

  mutating func add(_ number: Int, _ text: String) { add(number, Array(text.utf8)) }

  mutating func add(_ number: Int, _ value: ThriftStruct) { add(number, .structure, value.bytes) }

  mutating func add(_ number: Int, _ values: [ThriftStruct]) {
    addList(number, .structure, values.map(\.bytes))
  }

  mutating func addInt32s(_ number: Int, _ values: [Int]) { addList(number, .int32, values.map(Self.zigzag)) }

  mutating func add(_ number: Int, _ texts: [String]) {
    addList(number, .binary, texts.map { Self.binary(Array($0.utf8)) })
  }

  private mutating func addList(_ number: Int, _ kind: Kind, _ elements: [[UInt8]]) {
    let head =
      elements.count < 15
      ? [UInt8(elements.count) << 4 | kind.rawValue] : [0xF0 | kind.rawValue] + varint(UInt64(elements.count))
    add(number, .list, head + elements.flatMap(\.self))
  }

  private mutating func add(_ number: Int, _ kind: Kind, _ value: [UInt8]) {
    precondition((1...15).contains(number - lastNumber), "fields have rising numbers")
    fields.append(UInt8(number - lastNumber) << 4 | kind.rawValue)
    fields += value
    lastNumber = number
  }

  private static func zigzag(_ value: Int) -> [UInt8] {
    varint(UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
  }

  private static func binary(_ value: [UInt8]) -> [UInt8] { varint(UInt64(value.count)) + value }
}

/// Returns a number in groups of seven bits, the lowest first, the upper bit set in all but the last: as Thrift and
/// protobuf write it.
func varint(_ number: UInt64) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = number
  while rest > 127 {
    bytes.append(UInt8(rest & 127) | 128)
    rest >>= 7
  }
  return bytes + [UInt8(rest)]
}
