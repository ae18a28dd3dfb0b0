import Testing

/// A reader of the fields of a protocol buffer message.
struct ProtobufReader {
  enum Value: Equatable {
    case number(UInt64)
    case bytes([UInt8])
  }

  private(set) var fields: [(number: Int, value: Value)] = []

  init(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    func varint() throws -> UInt64 {
      var (value, shift): (UInt64, UInt64) = (0, 0)
      while true {
        let first = rest.popFirst()
        let byte = try #require(first)
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
    }
    while !rest.isEmpty {
      let tag = try varint()
      switch tag & 7 {
      case 0: fields.append((Int(tag >> 3), .number(try varint())))
      case 2:
        let count = Int(try varint())
        try #require(count <= rest.count)
        fields.append((Int(tag >> 3), .bytes(Array(rest.prefix(count)))))
        rest.removeFirst(count)
      default:
        try #require(tag & 7 == 5 && rest.count >= 4)
        let bits = rest.prefix(4).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        fields.append((Int(tag >> 3), .number(bits)))
        rest.removeFirst(4)
      }
    }
  }

  func numbers(_ field: Int) -> [UInt64] {
    fields.compactMap { if $0.number == field, case .number(let value) = $0.value { value } else { nil } }
  }

  func bytes(_ field: Int) -> [[UInt8]] {
    fields.compactMap { if $0.number == field, case .bytes(let value) = $0.value { value } else { nil } }
  }

  func texts(_ field: Int) -> [String] { bytes(field).map { String(decoding: $0, as: UTF8.self) } }

  func messages(_ field: Int) throws -> [ProtobufReader] { try bytes(field).map { try ProtobufReader($0) } }
}
