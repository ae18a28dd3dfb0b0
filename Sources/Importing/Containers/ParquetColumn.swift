internal import IDX

/// The kinds of pages, by their numbers in the format.
private enum Kind {
  static let data = 0
  static let index = 1
  static let dictionary = 2
  static let newerData = 3
}

/// The ways in which pages store their values, by their numbers in the format.
private enum Encoding {
  static let plain = 0
  static let olderDictionary = 2
  static let runs = 3
  static let dictionary = 8
}

/// The values of a column of a Parquet file. Those of a dictionary are kept once.
struct ParquetColumn<Value> {
  /// The different values, and perhaps some twice.
  private(set) var values: [Value] = []
  /// The place of each row's value among these; nil for a missing one.
  private(set) var places: [Int?] = []

  private let leaf: ParquetFooter.Leaf
  private let file: String
  /// Takes a value from a page.
  private let take: (inout ByteCursor) throws(ImportError) -> Value

  /// Reads a column of all row groups.
  ///
  /// - Parameters:
  ///   - unpackedByteCount: the number of bytes to which pages of the file may still be unpacked.
  ///   - take: takes a value from a page.
  /// - Throws: `ImportError` if the file is damaged, or stored in a way that is not read.
  init(
    _ leaf: ParquetFooter.Leaf, of footer: ParquetFooter, in bytes: [UInt8], file: String,
    unpackedByteCount: inout Int, take: @escaping (inout ByteCursor) throws(ImportError) -> Value
  ) throws(ImportError) {
    self.leaf = leaf
    self.file = file
    self.take = take
    for group in footer.rowGroups {
      let chunks = group.chunks.filter { $0.path == leaf.path }
      guard chunks.count == 1, let chunk = chunks.first, chunk.valueCount == group.rowCount, !leaf.isRepeated
      else {
        throw ImportError(
          file,
          "the column \(leaf.name) has not one value a row; the file is damaged, or its rows are no images with a label each"
        )
      }
      try read(chunk, in: bytes, &unpackedByteCount)
    }
  }

  /// The dictionary of a chunk: the place of its first value, and their number.
  private typealias Entries = Range<Int>

  private mutating func read(_ chunk: ParquetFooter.Chunk, in bytes: [UInt8], _ unpackedByteCount: inout Int)
    throws(ImportError)
  {
    var cursor = try ByteCursor(bytes, at: chunk.start, of: file)
    var dictionary: Entries?
    let end = places.count + chunk.valueCount
    while places.count < end {
      let place = "\(file): column \(leaf.name), page at byte \(cursor.place)"
      let head = try ThriftFields(&cursor)
      guard let kind = head.number(1), let byteCount = head.number(2), let storedByteCount = head.number(3),
        byteCount >= 0
      else { throw cursor.damage }
      let stored = try cursor.take(storedByteCount)
      if let checksum = head.number(4) {
        guard CRC32(stored.span).value == UInt32(truncatingIfNeeded: checksum) else {
          throw ImportError(place, "the checksum is wrong: the file is damaged; fetch it again")
        }
      }
      guard kind != Kind.index else { continue }
      guard byteCount <= unpackedByteCount else {
        throw ImportError(
          place,
          "the pages unpack to more bytes than are taken from a file of this size; if you trust it, write it again "
            + "without compression")
      }
      unpackedByteCount -= byteCount
      switch kind {
      case Kind.dictionary:
        guard dictionary == nil, let about = head.fields(7) else { throw cursor.damage }
        let body = try unpacked(stored, byteCount: byteCount, codec: chunk.codec, of: place)
        dictionary = try readDictionary(about, body, of: place)
      case Kind.data:
        guard let about = head.fields(5) else { throw cursor.damage }
        let body = try unpacked(stored, byteCount: byteCount, codec: chunk.codec, of: place)
        try readData(about, body, dictionary, atMost: end - places.count, of: place)
      case Kind.newerData:
        guard let about = head.fields(8) else { throw cursor.damage }
        try readNewerData(
          about, stored, byteCount: byteCount, codec: chunk.codec, dictionary, atMost: end - places.count,
          of: place)
      default: throw cursor.damage
      }
    }
  }

  private mutating func readDictionary(_ about: ThriftFields, _ body: [UInt8], of place: String)
    throws(ImportError)
    -> Entries
  {
    var cursor = try ByteCursor(body, of: place)
    guard let count = about.number(1), let encoding = about.number(2),
      [Encoding.plain, Encoding.olderDictionary].contains(encoding), (0...body.count).contains(count)
    else { throw cursor.damage }
    let start = values.count
    for _ in 0..<count { values.append(try take(&cursor)) }
    return start..<values.count
  }

  private mutating func readData(
    _ about: ThriftFields, _ body: [UInt8], _ dictionary: Entries?, atMost largestCount: Int, of place: String
  ) throws(ImportError) {
    var cursor = try ByteCursor(body, of: place)
    guard let count = about.number(1), (0...largestCount).contains(count), let encoding = about.number(2)
    else {
      throw cursor.damage
    }
    var levels: [Int]?
    if leaf.level > 0 {
      guard about.number(3) == Encoding.runs else {
        throw ImportError(place, "the levels are stored in an old way that is not read; \(Self.remedy)")
      }
      var part = try ByteCursor(Array(cursor.take(cursor.number(byteCount: 4))), of: place)
      levels = try HybridRuns.numbers(&part, count: count, bitWidth: levelWidth)
    }
    try readValues(count, levels, encoding, &cursor, dictionary, of: place)
  }

  private mutating func readNewerData(
    _ about: ThriftFields, _ stored: ArraySlice<UInt8>, byteCount: Int, codec: Int, _ dictionary: Entries?,
    atMost largestCount: Int, of place: String
  ) throws(ImportError) {
    var cursor = try ByteCursor(Array(stored), of: place)
    // The levels stand in front, and are never compressed.
    guard let count = about.number(1), (0...largestCount).contains(count), let encoding = about.number(4),
      let levelByteCount = about.number(5), about.number(6) == 0, (0...byteCount).contains(levelByteCount)
    else { throw cursor.damage }
    var part = try ByteCursor(Array(cursor.take(levelByteCount)), of: place)
    let levels =
      leaf.level > 0 ? try HybridRuns.numbers(&part, count: count, bitWidth: levelWidth) : nil
    let isPacked = about.truth(7) ?? true
    let body = try unpacked(
      cursor.take(cursor.remaining), byteCount: byteCount - levelByteCount, codec: isPacked ? codec : 0,
      of: place)
    var values = try ByteCursor(body, of: place)
    try readValues(count, levels, encoding, &values, dictionary, of: place)
  }

  /// The number of bits of a definition level.
  private var levelWidth: Int { Int.bitWidth - leaf.level.leadingZeroBitCount }

  private mutating func readValues(
    _ count: Int, _ levels: [Int]?, _ encoding: Int, _ cursor: inout ByteCursor, _ dictionary: Entries?,
    of place: String
  ) throws(ImportError) {
    guard levels?.allSatisfy({ $0 <= leaf.level }) ?? true else { throw cursor.damage }
    let presentCount = levels?.count { $0 == leaf.level } ?? count
    var present: [Int]
    switch encoding {
    case Encoding.plain:
      let start = values.count
      for _ in 0..<presentCount { values.append(try take(&cursor)) }
      present = Array(start..<values.count)
    case Encoding.dictionary, Encoding.olderDictionary:
      guard let dictionary else { throw cursor.damage }
      present = []
      if presentCount > 0 {
        let width = try cursor.number(byteCount: 1)
        present = try HybridRuns.numbers(&cursor, count: presentCount, bitWidth: width)
      }
      guard present.allSatisfy({ $0 < dictionary.count }) else { throw cursor.damage }
      for index in present.indices { present[index] += dictionary.lowerBound }
    default:
      throw ImportError(
        place, "the values are stored in a way that is not read (encoding \(encoding)); \(Self.remedy)")
    }
    guard let levels else {
      places += present
      return
    }
    var next = 0
    for level in levels {
      places.append(level == leaf.level ? present[next] : nil)
      next += level == leaf.level ? 1 : 0
    }
  }

  /// Returns the content of a page.
  private func unpacked(_ stored: ArraySlice<UInt8>, byteCount: Int, codec: Int, of place: String)
    throws(ImportError) -> [UInt8]
  {
    let body: [UInt8]
    switch codec {
    case 0: body = Array(stored)
    // A page without values may be no data at all.
    case _ where stored.isEmpty && byteCount == 0: body = []
    case 1: body = try Snappy.unpacked(stored, byteCount: byteCount, of: place)
    case 2:
      do {
        body = try Gzip.decompress(Array(stored), maximumByteCount: byteCount)
      } catch {
        throw ImportError(place, error.message)
      }
    default:
      throw ImportError(
        file, "its columns are compressed by \(Self.codecName(codec)), which is not read; \(Self.remedy)")
    }
    guard body.count == byteCount else {
      throw ImportError(
        place, "it has \(body.count) bytes instead of \(byteCount): the file is damaged; fetch it again")
    }
    return body
  }

  private static func codecName(_ codec: Int) -> String {
    let names = [3: "LZO", 4: "Brotli", 5: "LZ4", 6: "ZSTD", 7: "LZ4"]
    return names[codec] ?? "an unknown method (\(codec))"
  }

  /// How to write a file again in a way that is read, with the same columns and names.
  private static var remedy: String {
    "write it again: python3 -c 'import sys, pyarrow.parquet as p; p.write_table(p.read_table(sys.argv[1]), "
      + "sys.argv[2], compression=\"snappy\")' OLD.parquet NEW.parquet"
  }
}
