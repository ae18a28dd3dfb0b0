/// A table of a FlatBuffer, in which Arrow keeps the description of its messages. Every offset is checked before it is
/// followed.
///
/// A table begins with the distance back to its list of fields, the vtable: its size in bytes, the size of the table,
/// and the offset of each field in the table, 0 for one that is not there (FlatBuffers' "Internals").
struct FlatTable {
  private let bytes: [UInt8]
  private let position: Int
  private let end: Int
  private let vtable: Int
  private let vtableEnd: Int

  /// The table that the first four bytes of a buffer lead to.
  init(root bytes: [UInt8]) throws(RecordFault) {
    guard let offset: UInt32 = Self.number(bytes, at: 0) else {
      throw .damaged("its metadata is cut off")
    }
    try self.init(bytes, at: Int(offset))
  }

  private init(_ bytes: [UInt8], at position: Int) throws(RecordFault) {
    guard let distance: Int32 = Self.number(bytes, at: position) else {
      throw .damaged("a table lies outside its metadata")
    }
    let vtable = position - Int(distance)
    guard let vtableSize: UInt16 = Self.number(bytes, at: vtable),
      let size: UInt16 = Self.number(bytes, at: vtable + 2), vtableSize >= 4,
      vtable + Int(vtableSize) <= bytes.count, size >= 4, position + Int(size) <= bytes.count
    else { throw .damaged("a table of its metadata lies outside it") }
    self.bytes = bytes
    self.position = position
    self.vtable = vtable
    vtableEnd = vtable + Int(vtableSize)
    end = position + Int(size)
  }

  /// Returns the little-endian number at a place; nil if it lies outside the bytes.
  static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], at place: Int) -> Number? {
    guard place >= 0, place <= bytes.count - MemoryLayout<Number>.size else { return nil }
    var number = Number.zero
    for index in (0..<MemoryLayout<Number>.size).reversed() {
      number = number << 8 | Number(truncatingIfNeeded: bytes[place + index])
    }
    return number
  }

  /// Returns the place of a field; nil if the table does not have it.
  private func place(of field: Int, byteCount: Int) throws(RecordFault) -> Int? {
    let entry = vtable + 4 + 2 * field
    guard entry + 2 <= vtableEnd, let offset: UInt16 = Self.number(bytes, at: entry), offset != 0 else {
      return nil
    }
    let place = position + Int(offset)
    guard place + byteCount <= end else { throw .damaged("a field lies outside its table") }
    return place
  }

  /// Returns the number in a field; nil if the table does not have it.
  func number<Number: FixedWidthInteger>(_ field: Int) throws(RecordFault) -> Number? {
    guard let place = try place(of: field, byteCount: MemoryLayout<Number>.size) else { return nil }
    return Self.number(bytes, at: place)
  }

  /// Returns whether a field of type bool is there and true.
  func flag(_ field: Int) throws(RecordFault) -> Bool {
    let byte: UInt8? = try number(field)
    return byte.map { $0 != 0 } ?? false
  }

  /// Returns the place that a field refers to; nil if the table does not have it.
  private func target(of field: Int) throws(RecordFault) -> Int? {
    guard let place = try place(of: field, byteCount: 4), let offset: UInt32 = Self.number(bytes, at: place)
    else { return nil }
    return place + Int(offset)
  }

  func table(_ field: Int) throws(RecordFault) -> FlatTable? {
    guard let target = try target(of: field) else { return nil }
    return try FlatTable(bytes, at: target)
  }

  func text(_ field: Int) throws(RecordFault) -> String? {
    guard let range = try elements(of: field, byteCount: 1) else { return nil }
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw .damaged("a name in its metadata is not text")
    }
    return text
  }

  func tables(_ field: Int) throws(RecordFault) -> [FlatTable] {
    guard let range = try elements(of: field, byteCount: 4) else { return [] }
    var tables: [FlatTable] = []
    for place in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
      guard let offset: UInt32 = Self.number(bytes, at: place) else { continue }
      tables.append(try FlatTable(bytes, at: place + Int(offset)))
    }
    return tables
  }

  /// Returns the structs of a vector, each of which consists of two 64-bit numbers.
  func pairs(_ field: Int) throws(RecordFault) -> [(Int64, Int64)] {
    guard let range = try elements(of: field, byteCount: 16) else { return [] }
    return stride(from: range.lowerBound, to: range.upperBound, by: 16).compactMap { place in
      guard let first: Int64 = Self.number(bytes, at: place),
        let second: Int64 = Self.number(bytes, at: place + 8)
      else { return nil }
      return (first, second)
    }
  }

  func numbers(_ field: Int) throws(RecordFault) -> [Int64] {
    guard let range = try elements(of: field, byteCount: 8) else { return [] }
    return stride(from: range.lowerBound, to: range.upperBound, by: 8).compactMap {
      Self.number(bytes, at: $0)
    }
  }

  /// Returns where the elements of a vector lie.
  private func elements(of field: Int, byteCount: Int) throws(RecordFault) -> Range<Int>? {
    guard let target = try target(of: field) else { return nil }
    guard let count: UInt32 = Self.number(bytes, at: target),
      Int(count) <= (bytes.count - target - 4) / byteCount
    else { throw .damaged("a list lies outside its metadata") }
    return (target + 4)..<(target + 4 + Int(count) * byteCount)
  }
}
