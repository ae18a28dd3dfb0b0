internal import IDX

/// A value of a FlatBuffer to be written; see `FlatTable` for the layout.
enum FlatValue {
  case flag(Bool)
  case uint8(UInt8)
  case int16(Int16)
  case int32(Int32)
  case int64(Int64)
  case text(String)
  /// A table: its fields by number, nil for those that are left out.
  case table([FlatValue?])
  case tables([[FlatValue?]])
  /// A vector of structs of two 64-bit numbers.
  case pairs([(Int64, Int64)])

  /// Returns a buffer with one table, a multiple of eight bytes long.
  static func buffer(root fields: [FlatValue?]) -> [UInt8] {
    var writer = FlatWriter()
    writer.bytes = [0, 0, 0, 0]
    writer.point(0, to: writer.write(table: fields))
    writer.align(to: 8)
    return writer.bytes
  }

  /// The number of bytes that the value takes in its table.
  fileprivate var byteCount: Int {
    switch self {
    case .flag, .uint8: 1
    case .int16: 2
    case .int32, .text, .table, .tables, .pairs: 4
    case .int64: 8
    }
  }
}

/// Writes tables from front to back: each before what it refers to, as offsets lead forward only.
private struct FlatWriter {
  var bytes: [UInt8] = []

  mutating func align(to byteCount: Int, before headByteCount: Int = 0) {
    while !(bytes.count + headByteCount).isMultiple(of: byteCount) { bytes.append(0) }
  }

  /// Puts the distance from a place to a later one into its four bytes.
  mutating func point(_ place: Int, to target: Int) {
    let distance = UInt32(target - place)
    for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: distance >> (8 * UInt32(index))) }
  }

  /// - Returns: the place of the table.
  mutating func write(table fields: [FlatValue?]) -> Int {
    var offsets = [Int](repeating: 0, count: fields.count)
    var end = 4
    for (index, field) in fields.enumerated() {
      guard let field else { continue }
      end = (end + field.byteCount - 1) / field.byteCount * field.byteCount
      offsets[index] = end
      end += field.byteCount
    }
    let vtableByteCount = 4 + 2 * fields.count
    // The table stands right behind its vtable, at a multiple of eight bytes.
    align(to: 8, before: vtableByteCount)
    bytes.append(littleEndian: UInt16(vtableByteCount))
    bytes.append(littleEndian: UInt16(end))
    for offset in offsets { bytes.append(littleEndian: UInt16(offset)) }
    let position = bytes.count
    bytes.append(littleEndian: Int32(vtableByteCount))
    for (field, offset) in zip(fields, offsets) {
      guard let field else { continue }
      while bytes.count < position + offset { bytes.append(0) }
      switch field {
      case .flag(let value): bytes.append(littleEndian: UInt8(value ? 1 : 0))
      case .uint8(let value): bytes.append(littleEndian: value)
      case .int16(let value): bytes.append(littleEndian: value)
      case .int32(let value): bytes.append(littleEndian: value)
      case .int64(let value): bytes.append(littleEndian: value)
      case .text, .table, .tables, .pairs: bytes.append(littleEndian: UInt32(0))
      }
    }
    for (field, offset) in zip(fields, offsets) {
      guard let field, let target = write(reference: field) else { continue }
      point(position + offset, to: target)
    }
    return position
  }

  /// Writes what a field refers to, and returns its place; nil for a field that holds its value itself.
  private mutating func write(reference field: FlatValue) -> Int? {
    switch field {
    case .flag, .uint8, .int16, .int32, .int64: return nil
    case .text(let text):
      align(to: 4)
      let place = bytes.count
      bytes.append(littleEndian: UInt32(text.utf8.count))
      bytes += text.utf8
      bytes.append(0)
      return place
    case .table(let fields): return write(table: fields)
    case .tables(let tables):
      align(to: 4)
      let place = bytes.count
      bytes.append(littleEndian: UInt32(tables.count))
      bytes += [UInt8](repeating: 0, count: 4 * tables.count)
      for (index, fields) in tables.enumerated() { point(place + 4 + 4 * index, to: write(table: fields)) }
      return place
    case .pairs(let pairs):
      align(to: 8, before: 4)
      let place = bytes.count
      bytes.append(littleEndian: UInt32(pairs.count))
      for (first, second) in pairs {
        bytes.append(littleEndian: first)
        bytes.append(littleEndian: second)
      }
      return place
    }
  }
}
