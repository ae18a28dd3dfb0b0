/// A table of whole numbers of 0...255 as text, a row an image: as Kaggle has datasets.
struct PixelTable {
  /// The fields of the first line if they are headings; nil if the first line is a row.
  let headings: [String]?
  let columnCount: Int
  /// The numbers row by row.
  let values: [UInt8]
  /// The line of the file in which the first row is, counted from 1; the others follow, with no line between them empty.
  private let lines: [Int]

  var rowCount: Int { lines.count }

  /// The line of the file in which a row is, counted from 1.
  func line(of row: Int) -> Int { lines[row] }

  /// - Parameter isPassedOver: whether a column with this heading is left out, such as one of identities.
  /// - Throws: `ImportError` that names the line, if a field is no such number or rows have different lengths.
  init(_ bytes: [UInt8], file: String, passingOver isPassedOver: (String) -> Bool) throws(ImportError) {
    var reader = Reader(bytes: bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
    reader.skipEmptyLines()
    reader.findSeparator()
    let start = (reader.place, reader.line)
    let first = reader.fields()
    guard !first.isEmpty else { throw ImportError(file, "the file is empty; is it the right one?") }
    let isHeading = Self.isHeading(first)
    headings = isHeading ? first : nil
    if !isHeading { (reader.place, reader.line) = start }
    let skipped = first.map { isHeading && isPassedOver($0) }
    columnCount = skipped.count { !$0 }
    var values: [UInt8] = []
    var lines: [Int] = []
    reader.skipEmptyLines()
    while reader.place < bytes.count {
      guard lines.count < ImportLimits.imageCount else {
        throw ImportError(file, "there are more than \(ImportLimits.imageCount) rows; take a part of them")
      }
      try reader.row(skipped, to: &values)
      lines.append(reader.line - 1)
      reader.skipEmptyLines()
    }
    guard !lines.isEmpty else { throw ImportError(file, "there is no row; is it the right file?") }
    self.values = values
    self.lines = lines
  }

  /// Whether the fields of the first line are headings. A row that is taken for headings is lost, so that only what cannot
  /// be a row is one: text; numbers that count up, as data frames without names have them; and numbers that all differ
  /// with decimals among them, as data frames tell equal headings apart.
  private static func isHeading(_ fields: [String]) -> Bool {
    if fields.contains(where: { !$0.isEmpty && Double($0) == nil }) { return true }
    let numbers = fields.first?.isEmpty == true ? Array(fields.dropFirst()) : fields
    if numbers.count > 2, zip(numbers, 0...).allSatisfy({ $0 == "\($1)" }) { return true }
    return Set(numbers).count == numbers.count
      && numbers.contains { Int($0) == nil && Double($0) != Double($0)?.rounded() }
  }

  private struct Reader {
    let bytes: [UInt8]
    let file: String
    var place = 0
    /// The number of the line at `place`, counted from 1.
    var line = 1
    private var separator = UInt8(ascii: ",")

    init(bytes: [UInt8], file: String) {
      self.bytes = bytes
      self.file = file
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x22 }

    /// Goes to the next line; CRLF is one line end.
    private mutating func endLine() {
      if place < bytes.count, bytes[place] == 0x0D { place += 1 }
      if place < bytes.count, bytes[place] == 0x0A { place += 1 }
      line += 1
    }

    mutating func skipEmptyLines() {
      while place < bytes.count, Self.isLineEnd(bytes[place]) { endLine() }
    }

    mutating func findSeparator() {
      var counts = [UInt8: Int]()
      for byte in bytes[place...] {
        if Self.isLineEnd(byte) { break }
        if [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte) {
          counts[byte, default: 0] += 1
        }
      }
      separator = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ",")
    }

    /// Takes a line as texts, without blanks and quotation marks around them.
    mutating func fields() -> [String] {
      let end = bytes[place...].firstIndex(where: Self.isLineEnd) ?? bytes.count
      defer {
        place = end
        endLine()
      }
      guard end > place else { return [] }
      return bytes[place..<end].split(separator: separator, omittingEmptySubsequences: false).map { field in
        let start = field.drop(while: Self.isBlank)
        return String(
          decoding: start.prefix(start.count - start.reversed().prefix(while: Self.isBlank).count),
          as: UTF8.self)
      }
    }

    /// Takes a line as numbers.
    mutating func row(_ skipped: [Bool], to values: inout [UInt8]) throws(ImportError) {
      for (column, isSkipped) in skipped.enumerated() {
        if isSkipped {
          while place < bytes.count, bytes[place] != separator, !Self.isLineEnd(bytes[place]) { place += 1 }
        } else {
          values.append(try number(column))
        }
        let isLast = column == skipped.count - 1
        guard place < bytes.count, !Self.isLineEnd(bytes[place]) else {
          guard isLast else {
            throw ImportError(
              "\(file):\(line)",
              "the row has \(column + 1) fields, and the first has \(skipped.count); mend it")
          }
          continue
        }
        guard !isLast else {
          throw ImportError(
            "\(file):\(line)", "the row has more than the \(skipped.count) fields of the first; mend it")
        }
        place += 1
      }
      endLine()
    }

    private mutating func number(_ column: Int) throws(ImportError) -> UInt8 {
      let start = place
      while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
      var (value, digitCount) = (0, 0)
      while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
        // Above 255 the exact value does not matter.
        value = min(256, value * 10 + Int(bytes[place] - 0x30))
        digitCount += 1
        place += 1
      }
      if place < bytes.count, digitCount > 0, bytes[place] == UInt8(ascii: ".") {
        // Data frames write whole numbers as 7.0.
        place += 1
        while place < bytes.count, bytes[place] == 0x30 { place += 1 }
      }
      while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
      guard digitCount > 0, value < 256,
        place == bytes.count || bytes[place] == separator || Self.isLineEnd(bytes[place])
      else {
        let end = bytes[start...].firstIndex { $0 == separator || Self.isLineEnd($0) } ?? bytes.count
        throw ImportError(
          "\(file):\(line)",
          "column \(column + 1) is '\(String(decoding: bytes[start..<end].prefix(40), as: UTF8.self))', expected a whole number of "
            + "0 to 255; scale the pixels to that, or number the classes from 0")
      }
      return UInt8(value)
    }
  }
}
