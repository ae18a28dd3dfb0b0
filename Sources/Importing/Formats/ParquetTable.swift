internal import DatasetFormat

/// The pictures and labels of a Parquet file.
struct ParquetTable: Sendable {
  enum Label: Hashable, Sendable {
    case number(UInt8)
    case text(String)
  }

  /// The files of the pictures, and the place of each row's among them.
  struct Pictures: Sendable {
    let values: [ArraySlice<UInt8>]
    let places: [Int?]
  }

  /// What has to be the same in all files of a dataset.
  struct Columns: Sendable {
    let image: String
    let label: String
    /// Whether labels are numbers, not names.
    let hasNumbers: Bool
    /// The names of the classes by label, as `datasets` writes them; nil if there are none.
    let classNames: [String]?
  }

  let rowCount: Int
  let columns: Columns
  let pictures: Pictures
  let labels: [Label]

  /// Reads a file.
  ///
  /// - Throws: `ImportError` if it is damaged, or it is not clear which columns are meant.
  init(_ bytes: [UInt8], file: String, _ options: ImportOptions) throws(ImportError) {
    let footer = try ParquetFooter(parsing: bytes, file: file)
    let features = try HubFeatures(footer.features, file: file)
    let choice = ParquetColumns(footer.leaves, features, file: file)
    let image = try choice.image(options.imageColumn)
    let label = try choice.label(options.labelColumn)
    rowCount = footer.rowCount
    columns = Columns(
      image: image.path[0], label: label.name, hasNumbers: label.type != .bytes,
      classNames: features.classNames(of: label.path))
    var unpackedByteCount = ImportLimits.unpackedByteCount(of: bytes.count)
    // Labels first: they are short, and what is wrong with them is said at once.
    labels = try Self.labels(label, footer, bytes, file, &unpackedByteCount)
    let column = try ParquetColumn(
      image, of: footer, in: bytes, file: file, unpackedByteCount: &unpackedByteCount,
      take: { cursor throws(ImportError) in try cursor.take(cursor.number(byteCount: 4)) })
    pictures = Pictures(values: column.values, places: column.places)
  }

  private static func labels(
    _ leaf: ParquetFooter.Leaf, _ footer: ParquetFooter, _ bytes: [UInt8], _ file: String,
    _ unpackedByteCount: inout Int
  ) throws(ImportError) -> [Label] {
    if leaf.type == .bytes {
      let column = try ParquetColumn(
        leaf, of: footer, in: bytes, file: file, unpackedByteCount: &unpackedByteCount,
        take: { cursor throws(ImportError) in try cursor.take(cursor.number(byteCount: 4)) })
      return try labels(column, leaf, file) { text, place throws(ImportError) in
        guard text.count <= ClassNames.largestByteCount, let text = String(validating: text, as: UTF8.self),
          !text.isEmpty
        else {
          throw ImportError(place, "the label is empty, too long or no UTF-8 text; correct it")
        }
        return .text(text)
      }
    }
    let isWide = leaf.type == .int64
    let column = try ParquetColumn(
      leaf, of: footer, in: bytes, file: file, unpackedByteCount: &unpackedByteCount,
      take: { cursor throws(ImportError) -> Int in
        let bits = try cursor.bits(byteCount: isWide ? 8 : 4)
        return isWide ? Int(bitPattern: UInt(bits)) : Int(Int32(truncatingIfNeeded: bits))
      })
    return try labels(column, leaf, file) { number, place throws(ImportError) in
      guard let label = UInt8(exactly: number) else {
        throw ImportError(
          place,
          number == -1
            ? "the label is -1, as of images whose labels nobody is to know; import the files of the other splits"
            : "the label is \(number), and 0 to 255 are labels; number the classes from 0")
      }
      return .number(label)
    }
  }

  private static func labels<Value>(
    _ column: ParquetColumn<Value>, _ leaf: ParquetFooter.Leaf, _ file: String,
    _ label: (Value, String) throws(ImportError) -> Label
  ) throws(ImportError) -> [Label] {
    var labels: [Label] = []
    labels.reserveCapacity(column.places.count)
    // Values of dictionaries are read once.
    var known: [Int: Label] = [:]
    for (row, place) in column.places.enumerated() {
      guard let place else {
        throw ImportError(
          "\(file)#\(row)", "the row has no label in '\(leaf.name)'; add it, or leave the row out")
      }
      if let label = known[place] {
        labels.append(label)
        continue
      }
      let new = try label(column.values[place], "\(file)#\(row)")
      known[place] = new
      labels.append(new)
    }
    return labels
  }
}
