internal import FileSystem
internal import IDX

/// Writes a Parquet file of optional columns without lists, uncompressed, as the format's specification has it: pages with
/// definition levels and plain values, an index of the pages, and a footer.
struct ParquetFile {
  /// The physical types in use, by their numbers in the format.
  enum PhysicalType: Int {
    case int64 = 2
    case byteArray = 6
  }

  /// A column with values.
  struct Leaf {
    /// The names on the way from the root.
    let path: [String]
    let type: PhysicalType
  }

  /// An element of the schema: a column, or a group of those that follow it.
  struct Element {
    let name: String
    /// The type of a column; nil for a group.
    let type: PhysicalType?
    /// The number of elements in a group; nil for a column.
    var childCount: Int?
    var isText = false
  }

  private struct Page {
    let offset: Int
    let byteCount: Int
    /// The number of the page's first row in its row group.
    let firstRow: Int
  }

  private struct Chunk {
    let leaf: Leaf
    let offset: Int
    var byteCount = 0
    var rowCount = 0
    var pages: [Page] = []
    var statistics: ThriftStruct?
  }

  private struct RowGroup {
    let offset: Int
    var rowCount = 0
    var chunks: [Chunk] = []
  }

  private let file: GrowingFile
  private var groups: [RowGroup] = []

  init(_ file: GrowingFile) throws(FileSystemError) {
    self.file = file
    try file.append(Self.magic)
  }

  private static let magic = Array("PAR1".utf8)

  mutating func beginGroup(rowCount: Int) {
    groups.append(RowGroup(offset: file.byteCount, rowCount: rowCount))
  }

  /// Begins a column of the present row group.
  mutating func beginColumn(_ leaf: Leaf) {
    groups[groups.count - 1].chunks.append(Chunk(leaf: leaf, offset: file.byteCount))
  }

  /// Returns the body of a page: the definition level, which is the same in all rows, and the values.
  static func pageBody(rowCount: Int, level: UInt8, values: [UInt8] = []) -> [UInt8] {
    let levels = varint(UInt64(rowCount) << 1) + [level]
    return UInt32(levels.count).littleEndianBytes + levels + values
  }

  /// Appends a page to the present column.
  mutating func appendPage(rowCount: Int, body: [UInt8]) throws(FileSystemError) {
    var data = ThriftStruct()
    data.addInt32(1, rowCount)
    // Plain values, and levels in runs.
    data.addInt32(2, 0)
    data.addInt32(3, 3)
    data.addInt32(4, 3)
    var header = ThriftStruct()
    header.addInt32(1, 0)
    header.addInt32(2, body.count)
    header.addInt32(3, body.count)
    header.addInt32(4, Int(Int32(bitPattern: CRC32(body.span).value)))
    header.add(5, data)
    let head = header.bytes
    let (group, column) = (groups.count - 1, groups[groups.count - 1].chunks.count - 1)
    let chunk = groups[group].chunks[column]
    let page = Page(offset: file.byteCount, byteCount: head.count + body.count, firstRow: chunk.rowCount)
    groups[group].chunks[column].pages.append(page)
    groups[group].chunks[column].byteCount += page.byteCount
    groups[group].chunks[column].rowCount += rowCount
    try file.append(head)
    try file.append(body)
  }

  /// Adds to the present column the number of its missing values, and its smallest and largest value; for pictures and
  /// texts these would only make the footer larger.
  mutating func addStatistics(nullCount: Int, range: ClosedRange<Int>? = nil) {
    var statistics = ThriftStruct()
    statistics.addInt64(3, nullCount)
    if let range {
      statistics.add(5, Int64(range.upperBound).littleEndianBytes)
      statistics.add(6, Int64(range.lowerBound).littleEndianBytes)
    }
    let group = groups.count - 1
    groups[group].chunks[groups[group].chunks.count - 1].statistics = statistics
  }

  /// Appends the index of the pages and the footer, with which the file ends.
  ///
  /// - Parameters:
  ///   - schema: the elements below the root, each group before its elements.
  ///   - topCount: the number of elements directly below the root.
  ///   - metadata: texts by key, for readers that know the key.
  func finish(schema: [Element], topCount: Int, metadata: [(String, String)]) throws(FileSystemError) {
    var indexes: [(offset: Int, byteCount: Int)] = []
    for chunk in groups.flatMap(\.chunks) {
      var index = ThriftStruct()
      index.add(
        1,
        chunk.pages.map { page in
          var place = ThriftStruct()
          place.addInt64(1, page.offset)
          place.addInt32(2, page.byteCount)
          place.addInt64(3, page.firstRow)
          return place
        })
      indexes.append((file.byteCount, index.bytes.count))
      try file.append(index.bytes)
    }
    let footer = footer(schema, topCount, metadata, indexes).bytes
    try file.append(footer + UInt32(footer.count).littleEndianBytes + Self.magic)
  }

  private func footer(
    _ schema: [Element], _ topCount: Int, _ metadata: [(String, String)],
    _ indexes: [(offset: Int, byteCount: Int)]
  ) -> ThriftStruct {
    var root = ThriftStruct()
    root.add(4, "schema")
    root.addInt32(5, topCount)
    var rest = indexes[...]
    let rowGroups = groups.enumerated().map { ordinal, group in
      let byteCount = group.chunks.reduce(0) { $0 + $1.byteCount }
      var result = ThriftStruct()
      result.add(1, group.chunks.map { Self.columnChunk($0, index: rest.removeFirst()) })
      result.addInt64(2, byteCount)
      result.addInt64(3, group.rowCount)
      result.addInt64(5, group.offset)
      result.addInt64(6, byteCount)
      result.addInt16(7, ordinal)
      return result
    }
    var footer = ThriftStruct()
    footer.addInt32(1, 2)
    footer.add(2, [root] + schema.map(Self.schemaElement))
    footer.addInt64(3, groups.reduce(0) { $0 + $1.rowCount })
    footer.add(4, rowGroups)
    footer.add(
      5,
      metadata.map { key, value in
        var pair = ThriftStruct()
        pair.add(1, key)
        pair.add(2, value)
        return pair
      })
    // Parsers of versions want this form, and a number that they can compare.
    footer.add(6, "fmbuild version 1")
    var order = ThriftStruct()
    order.add(1, ThriftStruct())
    footer.add(7, [ThriftStruct](repeating: order, count: schema.count { $0.type != nil }))
    return footer
  }

  private static func columnChunk(_ chunk: Chunk, index: (offset: Int, byteCount: Int)) -> ThriftStruct {
    var column = ThriftStruct()
    column.addInt32(1, chunk.leaf.type.rawValue)
    column.addInt32s(2, [0, 3])
    column.add(3, chunk.leaf.path)
    column.addInt32(4, 0)
    column.addInt64(5, chunk.rowCount)
    column.addInt64(6, chunk.byteCount)
    column.addInt64(7, chunk.byteCount)
    column.addInt64(9, chunk.offset)
    if let statistics = chunk.statistics { column.add(12, statistics) }
    var result = ThriftStruct()
    result.addInt64(2, 0)
    result.add(3, column)
    result.addInt64(4, index.offset)
    result.addInt32(5, index.byteCount)
    return result
  }

  /// Every element is optional: with required ones, types differ from those that `datasets` writes.
  private static func schemaElement(_ element: Element) -> ThriftStruct {
    var result = ThriftStruct()
    if let type = element.type { result.addInt32(1, type.rawValue) }
    result.addInt32(3, 1)
    result.add(4, element.name)
    if let count = element.childCount { result.addInt32(5, count) }
    if element.isText {
      result.addInt32(6, 0)
      var logicalType = ThriftStruct()
      logicalType.add(1, ThriftStruct())
      result.add(10, logicalType)
    }
    return result
  }
}
