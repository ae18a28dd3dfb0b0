/// One batch of records: rows in columns.
struct ArrowBatch: Sendable {
  let rowCount: Int
  /// The bytes of all columns.
  let body: [UInt8]
  private let columns: [String: ArrowColumn]

  /// - Parameters:
  ///   - table: the table `RecordBatch` of the message.
  ///   - body: the bytes behind the message.
  /// - Throws: a fault if the buffers of a column lie outside the body, or contradict each other.
  init(_ table: FlatTable, body: [UInt8], schema: ArrowSchema) throws(RecordFault) {
    if try table.table(3) != nil {
      throw RecordFault("the batches are compressed; write the stream without compression")
    }
    let length: Int64 = try table.number(0) ?? 0
    guard (0...Int64(Int32.max)).contains(length) else { throw .damaged("a batch has \(length) rows") }
    rowCount = Int(length)
    let nodes = try table.pairs(1)
    let buffers = try table.pairs(2)
    // Each view has two buffers, and as many more as the batch says.
    let viewCounts = try table.numbers(4)
    var extraBufferCounts = [0]
    for count in viewCounts {
      guard (0...Int64(buffers.count)).contains(count) else { throw .damaged("a view has \(count) buffers") }
      extraBufferCounts.append(extraBufferCounts[extraBufferCounts.count - 1] + Int(count))
    }
    guard nodes.count == schema.nodeCount,
      buffers.count == schema.bufferCount + extraBufferCounts[extraBufferCounts.count - 1]
    else { throw .damaged("a batch has other columns than the schema") }

    var columns: [String: ArrowColumn] = [:]
    for (name, column) in schema.columns {
      guard column.viewCount < extraBufferCounts.count, Int64(rowCount) == nodes[column.node].0 else {
        throw .damaged("the columns of a batch have different lengths")
      }
      let first = column.buffer + extraBufferCounts[column.viewCount]
      let own = try (0..<(column.type.bufferCount ?? 0)).map { index throws(RecordFault) in
        try Self.range(buffers[first + index], in: body)
      }
      columns[name] = try ArrowColumn(
        column.type, own, nullCount: nodes[column.node].1, rowCount: rowCount, body: body, name: name)
    }
    self.columns = columns
    self.body = body
  }

  private static func range(_ buffer: (Int64, Int64), in body: [UInt8]) throws(RecordFault) -> Range<Int> {
    let (offset, length) = buffer
    guard offset >= 0, length >= 0, offset <= Int64(body.count), length <= Int64(body.count) - offset else {
      throw .damaged("a buffer lies outside its batch")
    }
    return Int(offset)..<Int(offset + length)
  }

  func has(_ column: String) -> Bool { columns[column] != nil }

  /// Returns the place in `body` of a value of a text or binary column; nil if there is none.
  func range(_ column: String, _ row: Int) -> Range<Int>? { columns[column]?.range(row, in: body) }

  func bytes(_ column: String, _ row: Int) -> ArraySlice<UInt8>? { range(column, row).map { body[$0] } }

  /// - Throws: a fault if the bytes are not UTF-8.
  func text(_ column: String, _ row: Int) throws(RecordFault) -> String? {
    guard let bytes = bytes(column, row) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw RecordFault(
        "row \(row) of a batch has something in column '\(column)' that is not UTF-8; mend it")
    }
    return text
  }

  func integer(_ column: String, _ row: Int) -> Int? { columns[column]?.integer(row, in: body) }

  func double(_ column: String, _ row: Int) -> Double? { columns[column]?.double(row, in: body) }
}

/// Where the values of one column lie in the body of a batch; checked when it is made.
private struct ArrowColumn: Sendable {
  private let type: ArrowType
  /// One bit a row, 1 for a value; nil if every row has one.
  private let validity: Range<Int>?
  /// The values, or the offsets of texts and binaries.
  private let values: Range<Int>
  private let data: Range<Int>

  init(
    _ type: ArrowType, _ buffers: [Range<Int>], nullCount: Int64, rowCount: Int, body: [UInt8], name: String
  ) throws(RecordFault) {
    self.type = type
    guard type != .null, rowCount > 0 else {
      (validity, values, data) = (nil, 0..<0, 0..<0)
      return
    }
    if nullCount != 0, !buffers[0].isEmpty || nullCount > 0 {
      guard buffers[0].count >= (rowCount + 7) / 8 else {
        throw .damaged("column '\(name)' has fewer rows than its batch")
      }
      validity = buffers[0]
    } else {
      validity = nil
    }
    values = buffers[1]
    data = buffers.count > 2 ? buffers[2] : 0..<0
    switch type {
    case .text(let byteCount), .binary(let byteCount):
      guard values.count / byteCount > rowCount else {
        throw .damaged("column '\(name)' has fewer rows than its batch")
      }
      var last = 0
      for row in 0...rowCount {
        let offset = Self.offset(row, byteCount, values, body)
        guard offset >= last, offset <= data.count else {
          throw .damaged("column '\(name)' has a value outside its bytes")
        }
        last = offset
      }
    case .integer(let byteCount, _):
      guard values.count / byteCount >= rowCount else {
        throw .damaged("column '\(name)' has fewer rows than its batch")
      }
    case .double:
      guard values.count / 8 >= rowCount else {
        throw .damaged("column '\(name)' has fewer rows than its batch")
      }
    case .null, .other, .view, .dictionary: preconditionFailure("no record has a column of this type")
    }
  }

  /// Returns the offset with a number; a negative one, which cannot be right, as the largest.
  private static func offset(_ number: Int, _ byteCount: Int, _ values: Range<Int>, _ body: [UInt8]) -> Int {
    let place = values.lowerBound + number * byteCount
    if byteCount == 4 {
      let offset: Int32 = FlatTable.number(body, at: place) ?? -1
      return offset < 0 ? .max : Int(offset)
    }
    let offset: Int64 = FlatTable.number(body, at: place) ?? -1
    return offset < 0 ? .max : Int(offset)
  }

  private func hasValue(_ row: Int, in body: [UInt8]) -> Bool {
    guard type != .null else { return false }
    guard let validity else { return true }
    return body[validity.lowerBound + row / 8] >> UInt8(row % 8) & 1 == 1
  }

  func range(_ row: Int, in body: [UInt8]) -> Range<Int>? {
    let byteCount: Int
    switch type {
    case .text(let count), .binary(let count): byteCount = count
    default: return nil
    }
    guard hasValue(row, in: body) else { return nil }
    let start = Self.offset(row, byteCount, values, body)
    let end = Self.offset(row + 1, byteCount, values, body)
    return (data.lowerBound + start)..<(data.lowerBound + end)
  }

  func integer(_ row: Int, in body: [UInt8]) -> Int? {
    guard case .integer(let byteCount, _) = type, hasValue(row, in: body) else { return nil }
    let place = values.lowerBound + row * byteCount
    if byteCount == 4 {
      let number: Int32? = FlatTable.number(body, at: place)
      return number.map(Int.init)
    }
    let number: Int64? = FlatTable.number(body, at: place)
    return number.map(Int.init)
  }

  func double(_ row: Int, in body: [UInt8]) -> Double? {
    guard case .double = type, hasValue(row, in: body) else { return nil }
    let bits: UInt64? = FlatTable.number(body, at: values.lowerBound + row * 8)
    return bits.map { Double(bitPattern: $0) }
  }
}
