/// The types of columns that records are made of, and how other types lie in a stream, so that columns of theirs can be
/// passed over (Arrow columnar format 1.5, "Buffer listing for each layout").
enum ArrowType: Sendable, Hashable {
  case null
  case text(offsetByteCount: Int)
  case binary(offsetByteCount: Int)
  case integer(byteCount: Int, isSigned: Bool)
  case double
  /// A type that no record uses: its name, and its number of buffers without those of its children.
  case other(String, bufferCount: Int)
  /// A type with as many buffers as each batch says.
  case view(String)
  /// Numbers that stand for values in a dictionary.
  case dictionary

  /// The numbers of the types in Arrow's Schema.fbs.
  private enum Number {
    static let (null, int, float, binary, utf8): (UInt8, UInt8, UInt8, UInt8, UInt8) = (1, 2, 3, 4, 5)
    static let (largeBinary, largeUTF8): (UInt8, UInt8) = (19, 20)
    static let (binaryView, utf8View): (UInt8, UInt8) = (23, 24)
  }

  /// - Parameters:
  ///   - number: the number of the type in the union `Type`.
  ///   - details: the table of the type.
  ///   - version: the version of the metadata; before 5, unions have one buffer more.
  init(_ number: UInt8, _ details: FlatTable?, version: Int16) throws(RecordFault) {
    switch number {
    case Number.null: self = .null
    case Number.utf8: self = .text(offsetByteCount: 4)
    case Number.largeUTF8: self = .text(offsetByteCount: 8)
    case Number.binary: self = .binary(offsetByteCount: 4)
    case Number.largeBinary: self = .binary(offsetByteCount: 8)
    case Number.binaryView: self = .view("binary_view")
    case Number.utf8View: self = .view("string_view")
    case Number.int:
      let bits: Int32 = try details?.number(0) ?? 0
      guard [8, 16, 32, 64].contains(bits) else { throw .damaged("it has integers of \(bits) bits") }
      self = .integer(byteCount: Int(bits) / 8, isSigned: try details?.flag(1) ?? false)
    case Number.float:
      let precision: Int16 = try details?.number(0) ?? 0
      self = precision == 2 ? .double : .other("float", bufferCount: 2)
    case 14:
      let mode: Int16 = try details?.number(0) ?? 0
      self = .other("union", bufferCount: (mode == 1 ? 2 : 1) + (version < 4 ? 1 : 0))
    default:
      guard let (name, bufferCount) = Self.others[number] else {
        throw RecordFault(
          "the stream has a column of a type that is not known (number \(number)); leave it out")
      }
      self = .other(name, bufferCount: bufferCount)
    }
  }

  private static let others: [UInt8: (String, Int)] = [
    6: ("bool", 2), 7: ("decimal", 2), 8: ("date", 2), 9: ("time", 2), 10: ("timestamp", 2),
    11: ("interval", 2), 12: ("list", 2), 13: ("struct", 1), 15: ("fixed_size_binary", 2),
    16: ("fixed_size_list", 1), 17: ("map", 2), 18: ("duration", 2), 21: ("large_list", 2),
    22: ("run_end_encoded", 0), 25: ("list_view", 3), 26: ("large_list_view", 3),
  ]

  /// The number of buffers of a column, without those of its children; nil if each batch says it.
  var bufferCount: Int? {
    switch self {
    case .null: 0
    case .text, .binary: 3
    case .integer, .double, .dictionary: 2
    case .other(_, let count): count
    case .view: nil
    }
  }

  /// The name of the type, as pyarrow writes it.
  var name: String {
    switch self {
    case .null: "null"
    case .text(let offsetByteCount): offsetByteCount == 4 ? "string" : "large_string"
    case .binary(let offsetByteCount): offsetByteCount == 4 ? "binary" : "large_binary"
    case .integer(let byteCount, let isSigned): "\(isSigned ? "" : "u")int\(byteCount * 8)"
    case .double: "double"
    case .other(let name, _), .view(let name): name
    case .dictionary: "dictionary"
    }
  }
}
