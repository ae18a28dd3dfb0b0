/// The columns of a stream of records, and how to find them in a batch.
package struct ArrowSchema: Sendable {
  /// What a column of records holds.
  package enum Content: Sendable {
    case text, binary, integer, double

    /// The type by which users can cast a column of another type.
    fileprivate var castName: String {
      switch self {
      case .text: "string"
      case .binary: "binary"
      case .integer: "int32"
      case .double: "double"
      }
    }

    fileprivate func accepts(_ type: ArrowType) -> Bool {
      switch (self, type) {
      case (_, .null), (.text, .text), (.binary, .binary), (.double, .double): true
      case (.integer, .integer(let byteCount, let isSigned)): isSigned && byteCount >= 4
      default: false
      }
    }
  }

  /// A column that is wanted.
  struct Wanted: Sendable {
    let name: String
    let content: Content
    var isRequired = false
  }

  /// A wanted column that is there: its type, and the number of its node and of its first buffer in a batch, where
  /// views stand before it plus the numbers of theirs.
  struct Column: Sendable {
    let type: ArrowType
    let node: Int
    let buffer: Int
    /// The number of view columns that stand before it.
    let viewCount: Int
  }

  let columns: [String: Column]
  /// The metadata of the schema.
  let metadata: [String: String]
  /// The numbers of nodes and buffers of each batch, without the buffers of views.
  let nodeCount: Int
  let bufferCount: Int

  /// The greatest number of columns, with those inside of others.
  private static let largestColumnCount = 10_000

  /// - Throws: a fault that names the column, if one that is required is missing, or one has another type.
  init(_ table: FlatTable, version: Int16, wanted: [Wanted]) throws(RecordFault) {
    let endianness: Int16 = try table.number(0) ?? 0
    guard endianness == 0 else {
      throw RecordFault("the stream has its bytes in big-endian order; write it on a little-endian machine")
    }
    var metadata: [String: String] = [:]
    for pair in try table.tables(2) {
      if let key = try pair.text(0) { metadata[key] = try pair.text(1) ?? "" }
    }
    var columns: [String: Column] = [:]
    var (nodeCount, bufferCount, viewCount) = (0, 0, 0)
    // Columns that are still to be counted, the next one last; those inside of others have no name that counts.
    var waiting = try table.tables(1).reversed().map { (field: $0, isTop: true) }
    while let (field, isTop) = waiting.popLast() {
      let number: UInt8 = try field.number(2) ?? 0
      let isDictionary = try field.table(4) != nil
      let type: ArrowType =
        isDictionary ? .dictionary : try ArrowType(number, field.table(3), version: version)
      let name = try field.text(0) ?? ""
      if isTop, let column = wanted.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
        guard column.content.accepts(type) else {
          throw RecordFault(
            "column '\(name)' is of type \(type.name); cast it to \(column.content.castName)")
        }
        guard columns[name] == nil else {
          throw RecordFault("column '\(name)' is there twice; leave one out")
        }
        columns[name] = Column(type: type, node: nodeCount, buffer: bufferCount, viewCount: viewCount)
      }
      nodeCount += 1
      bufferCount += type.bufferCount ?? 2
      if type.bufferCount == nil { viewCount += 1 }
      if !isDictionary { waiting += try field.tables(5).reversed().map { ($0, false) } }
      guard nodeCount + waiting.count <= Self.largestColumnCount else {
        throw RecordFault("the stream has more than \(Self.largestColumnCount) columns; leave some out")
      }
    }
    for column in wanted where column.isRequired && columns[column.name] == nil {
      throw RecordFault("column '\(column.name)' is missing; add it")
    }
    self.columns = columns
    self.metadata = metadata
    self.nodeCount = nodeCount
    self.bufferCount = bufferCount
  }
}
