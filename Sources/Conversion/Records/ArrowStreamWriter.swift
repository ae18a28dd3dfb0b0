internal import IDX

/// The messages of a stream of record batches in Arrow's IPC streaming format, as `ArrowStreamReader` reads it.
package struct ArrowStreamWriter {
  /// A column to be written.
  package struct Column: Sendable {
    package let name: String
    package let content: ArrowSchema.Content
    package let isNullable: Bool

    package init(name: String, content: ArrowSchema.Content, isNullable: Bool = true) {
      self.name = name
      self.content = content
      self.isNullable = isNullable
    }
  }

  let columns: [Column]
  let metadata: [(key: String, value: String)]

  package init(columns: [Column], metadata: [(key: String, value: String)] = []) {
    self.columns = columns
    self.metadata = metadata
  }

  package static let endMark: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]

  /// The version of the metadata: V5.
  private static let version = FlatValue.int16(4)

  /// The numbers of the types in the union `Type`, and their tables.
  private static func type(_ content: ArrowSchema.Content) -> (number: UInt8, fields: [FlatValue?]) {
    switch content {
    case .text: (5, [])
    case .binary: (4, [])
    case .integer: (2, [.int32(32), .flag(true)])
    case .double: (3, [.int16(2)])
    }
  }

  /// The message that begins the stream.
  package var schema: [UInt8] {
    let fields = columns.map { column -> [FlatValue?] in
      let type = Self.type(column.content)
      return [
        .text(column.name), .flag(column.isNullable), .uint8(type.number), .table(type.fields), nil,
        .tables([]),
      ]
    }
    let pairs = metadata.map { [FlatValue.text($0.key), .text($0.value)] as [FlatValue?] }
    return Self.message(
      kind: .schema, header: [.int16(0), .tables(fields), .tables(pairs)], bodyByteCount: 0)
  }

  /// Returns the message of a batch; nil if a column has more than 2 GiB.
  ///
  /// - Parameter builders: the columns, in the order of `columns`.
  package func batch(rowCount: Int, _ builders: [ArrowColumnBuilder]) -> [UInt8]? {
    precondition(builders.count == columns.count, "a batch has all columns")
    var body: [UInt8] = []
    var places: [(Int64, Int64)] = []
    for builder in builders {
      guard let buffers = builder.buffers else { return nil }
      for buffer in buffers {
        places.append((Int64(body.count), Int64(buffer.count)))
        body += buffer
        // Every buffer begins at a multiple of eight bytes.
        body += [UInt8](repeating: 0, count: (8 - body.count % 8) % 8)
      }
    }
    let header: [FlatValue?] = [.int64(Int64(rowCount)), .pairs(builders.map(\.node)), .pairs(places)]
    return Self.message(kind: .batch, header: header, bodyByteCount: body.count) + body
  }

  private static func message(kind: ArrowMessage.Kind, header: [FlatValue?], bodyByteCount: Int) -> [UInt8] {
    let metadata = FlatValue.buffer(
      root: [version, .uint8(kind.rawValue), .table(header), .int64(Int64(bodyByteCount))])
    return [0xFF, 0xFF, 0xFF, 0xFF] + UInt32(metadata.count).littleEndianBytes + metadata
  }
}
