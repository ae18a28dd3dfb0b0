/// The fields of a struct in Thrift's compact protocol, in which Parquet has its footer and the heads of its pages.
struct ThriftFields {
  /// The value of a field. Fractions, which nothing here needs, are passed over.
  enum Value {
    case truth(Bool)
    case number(Int)
    case bytes(ArraySlice<UInt8>)
    case list([Value])
    case fields(ThriftFields)
    case other
  }

  private var values: [(number: Int, value: Value)] = []

  /// Takes a struct from a place in a file.
  ///
  /// - Throws: `ImportError` if the bytes are none, or structs are nested deeper than in any Parquet file.
  init(_ cursor: inout ByteCursor) throws(ImportError) { try self.init(&cursor, depth: 0) }

  /// The greatest depth of structs and lists in each other: a footer has ten.
  private static let largestDepth = 24

  private init(_ cursor: inout ByteCursor, depth: Int) throws(ImportError) {
    guard depth < Self.largestDepth else { throw cursor.damage }
    var last = 0
    while true {
      let head = UInt8(try cursor.bits(byteCount: 1))
      guard head != 0 else { return }
      // The upper half is the distance to the last field's number; 0 if the number itself follows.
      last = head >> 4 == 0 ? try Self.zigzag(&cursor) : last + Int(head >> 4)
      guard (0...Int(Int16.max)).contains(last) else { throw cursor.damage }
      let value: Value =
        switch head & 15 {
        case 1: .truth(true)
        case 2: .truth(false)
        case let kind: try Self.value(of: kind, &cursor, depth: depth + 1)
        }
      values.append((last, value))
    }
  }

  private static func zigzag(_ cursor: inout ByteCursor) throws(ImportError) -> Int {
    let bits = try cursor.varint()
    return Int(bitPattern: UInt(bits >> 1)) ^ -Int(bits & 1)
  }

  private static func value(of kind: UInt8, _ cursor: inout ByteCursor, depth: Int) throws(ImportError)
    -> Value
  {
    guard depth < largestDepth else { throw cursor.damage }
    switch kind {
    case 1, 2: return .truth(try cursor.bits(byteCount: 1) == 1)
    case 3: return .number(Int(Int8(bitPattern: UInt8(try cursor.bits(byteCount: 1)))))
    case 4, 5, 6: return .number(try zigzag(&cursor))
    case 7:
      _ = try cursor.take(8)
      return .other
    case 8: return .bytes(try cursor.take(Int(clamping: cursor.varint())))
    case 9, 10: return .list(try list(&cursor, depth: depth))
    case 12: return .fields(try ThriftFields(&cursor, depth: depth))
    default: throw cursor.damage
    }
  }

  private static func list(_ cursor: inout ByteCursor, depth: Int) throws(ImportError) -> [Value] {
    let head = UInt8(try cursor.bits(byteCount: 1))
    let count = head >> 4 == 15 ? Int(clamping: try cursor.varint()) : Int(head >> 4)
    // Each element takes a byte at least.
    guard count <= cursor.remaining else { throw cursor.damage }
    var list: [Value] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try value(of: head & 15, &cursor, depth: depth + 1)) }
    return list
  }

  private subscript(_ number: Int) -> Value? { values.first { $0.number == number }?.value }

  /// Returns the whole number of a field; nil if there is no such field, or it is no whole number. Likewise the others.
  func number(_ field: Int) -> Int? {
    if case .number(let number) = self[field] { number } else { nil }
  }

  func truth(_ field: Int) -> Bool? {
    if case .truth(let truth) = self[field] { truth } else { nil }
  }

  func bytes(_ field: Int) -> ArraySlice<UInt8>? {
    if case .bytes(let bytes) = self[field] { bytes } else { nil }
  }

  func text(_ field: Int) -> String? { bytes(field).flatMap { String(validating: $0, as: UTF8.self) } }

  func fields(_ field: Int) -> ThriftFields? {
    if case .fields(let fields) = self[field] { fields } else { nil }
  }

  /// Returns the structs of a list; nil also if the list has others than structs.
  func list(_ field: Int) -> [ThriftFields]? {
    guard case .list(let list) = self[field] else { return nil }
    let structs = list.compactMap { if case .fields(let fields) = $0 { fields } else { nil } }
    return structs.count == list.count ? structs : nil
  }

  /// Returns the texts of a list; nil also if the list has others than texts.
  func texts(_ field: Int) -> [String]? {
    guard case .list(let list) = self[field] else { return nil }
    let texts = list.compactMap { value -> String? in
      if case .bytes(let bytes) = value { String(validating: bytes, as: UTF8.self) } else { nil }
    }
    return texts.count == list.count ? texts : nil
  }
}
