/// The footer of a Parquet file: its columns, and where they are stored.
struct ParquetFooter {
  /// A column with values.
  struct Leaf: Hashable {
    /// The names on the way from the root.
    let path: [String]
    let type: PhysicalType
    /// Whether the bytes are said to be text.
    let isText: Bool
    /// The definition level of values that are there; lower levels say that one is missing.
    let level: Int
    /// Whether a row has a list of values.
    let isRepeated: Bool

    var name: String { path.joined(separator: ".") }
  }

  /// The types of values that are read, by their numbers in the format.
  enum PhysicalType: Hashable {
    case int32
    case int64
    case bytes
    case other(Int)

    init(_ number: Int) {
      self =
        switch number {
        case 1: .int32
        case 2: .int64
        case 6: .bytes
        default: .other(number)
        }
    }
  }

  /// A column's values of a row group.
  struct Chunk {
    let path: [String]
    let codec: Int
    let valueCount: Int
    /// The place of the first page in the file.
    let start: Int
  }

  struct RowGroup {
    let rowCount: Int
    let chunks: [Chunk]
  }

  let leaves: [Leaf]
  let rowGroups: [RowGroup]
  let rowCount: Int
  /// The value of the key `huggingface`, which says what the columns are; nil if there is none.
  let features: String?

  /// The largest footer that is read, in bytes. Those of files with a million images have some hundred kilobytes.
  private static let largestByteCount = 16 << 20
  /// The greatest number of columns and groups of columns. Tables of pixels have a column a pixel.
  private static let largestElementCount = 100_000
  private static let magic = Array("PAR1".utf8)

  /// - Throws: `ImportError` if the file is damaged, encrypted, or has columns in other files.
  init(parsing bytes: [UInt8], file: String) throws(ImportError) {
    guard !bytes.suffix(4).elementsEqual("PARE".utf8) else {
      throw ImportError(file, "the file is encrypted; write it again without encryption")
    }
    guard bytes.count >= 12, bytes.starts(with: Self.magic), bytes.suffix(4).elementsEqual(Self.magic) else {
      throw ImportError(file, "the file is no Parquet file, or cut off; fetch it again")
    }
    var tail = try ByteCursor(bytes, at: bytes.count - 8, of: file)
    let byteCount = try tail.number(byteCount: 4)
    guard byteCount <= bytes.count - 12, byteCount <= Self.largestByteCount else {
      throw ByteCursor.damaged(file, at: bytes.count - 8)
    }
    var cursor = try ByteCursor(bytes, at: bytes.count - 8 - byteCount, of: file)
    let fields = try ThriftFields(&cursor)
    guard let elements = fields.list(2), elements.count <= Self.largestElementCount,
      let groups = fields.list(4), let rowCount = fields.number(3)
    else {
      throw cursor.damage
    }
    var schema = Schema(elements: elements, damage: cursor.damage)
    leaves = try schema.leaves()
    rowGroups = try groups.map { group throws(ImportError) in
      try Self.rowGroup(group, file: file, damage: cursor.damage)
    }
    guard rowCount <= ImportLimits.imageCount else {
      throw ImportError(
        file,
        "there are \(rowCount) rows, and at most \(ImportLimits.imageCount) are imported; take a part of them"
      )
    }
    // Each count is checked before they are added.
    guard rowCount >= 0, rowGroups.allSatisfy({ $0.rowCount <= rowCount }),
      rowGroups.reduce(0, { $0 + $1.rowCount }) == rowCount
    else { throw cursor.damage }
    self.rowCount = rowCount
    features = fields.list(5)?.first { $0.text(1) == "huggingface" }?.text(2)
  }

  private static func rowGroup(_ fields: ThriftFields, file: String, damage: ImportError) throws(ImportError)
    -> RowGroup
  {
    guard let columns = fields.list(1), let rowCount = fields.number(3), rowCount >= 0 else { throw damage }
    let chunks = try columns.map { column throws(ImportError) in
      guard column.bytes(1) == nil else {
        throw ImportError(file, "its columns are in other files; write it as one file")
      }
      guard let meta = column.fields(3), let path = meta.texts(3), let codec = meta.number(4),
        let valueCount = meta.number(5), let data = meta.number(9), valueCount >= 0
      else { throw damage }
      // A dictionary comes first. Some writers say 0 where there is none.
      let dictionary = meta.number(11) ?? 0
      return Chunk(
        path: path, codec: codec, valueCount: valueCount, start: dictionary > 0 ? min(dictionary, data) : data
      )
    }
    return RowGroup(rowCount: rowCount, chunks: chunks)
  }

  /// The elements of a schema, each group before what is in it.
  private struct Schema {
    let elements: [ThriftFields]
    let damage: ImportError
    private var next = 0

    init(elements: [ThriftFields], damage: ImportError) {
      self.elements = elements
      self.damage = damage
    }

    mutating func leaves() throws(ImportError) -> [Leaf] {
      guard let count = elements.first?.number(5), count >= 0 else { throw damage }
      next = 1
      var leaves: [Leaf] = []
      for _ in 0..<min(count, elements.count) { try read(below: [], level: 0, isRepeated: false, &leaves) }
      guard next == elements.count else { throw damage }
      return leaves
    }

    private mutating func read(below path: [String], level: Int, isRepeated: Bool, _ leaves: inout [Leaf])
      throws(ImportError)
    {
      // Each level has an element of its own, and a file with more than these is none of images.
      guard next < elements.count, path.count < 24, let name = elements[next].text(4) else { throw damage }
      let element = elements[next]
      next += 1
      let repetition = element.number(3) ?? 0
      guard (0...2).contains(repetition) else { throw damage }
      let path = path + [name]
      let level = level + (repetition == 0 ? 0 : 1)
      let isRepeated = isRepeated || repetition == 2
      if let type = element.number(1) {
        // The number is UTF8's among the types of older writers; field 10 has the newer ones, of which 1 is text.
        let isText = element.number(6) == 0 || element.fields(10)?.fields(1) != nil
        leaves.append(
          Leaf(path: path, type: PhysicalType(type), isText: isText, level: level, isRepeated: isRepeated))
        return
      }
      guard let count = element.number(5), (0...elements.count).contains(count) else { throw damage }
      for _ in 0..<count { try read(below: path, level: level, isRepeated: isRepeated, &leaves) }
    }
  }
}
