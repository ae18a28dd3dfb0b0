internal import Checksums
internal import DatasetFormat
internal import FileSystem
internal import Wording

/// The rows of a file that a user named as a table, of labels or of corrections.
struct TableFile {
  let headings: TableHeadings
  /// The rows below the headings.
  let rows: [CSV.Row]
  private let text: String

  /// - Parameter example: the headings that the file should have, for the message about an empty file.
  /// - Throws: `DatasetError` if the text is empty or no table, a quotation mark is not closed, or a row has more fields
  ///   than there are headings.
  init(parsing text: String, file: String, example: String) throws(DatasetError) {
    if let foreign = ForeignTable(text: text) {
      throw DatasetError(.invalidInput, foreign.message(for: file))
    }
    let rows = try CSV.rows(parsing: text, file: file)
    guard let first = rows.first else {
      throw DatasetError(
        .invalidInput, "\(file): the file is empty; its first line should name the columns, \(example)")
    }
    self.text = text
    headings = TableHeadings(first)
    self.rows = Array(rows.dropFirst())
    for row in self.rows where row.fields.count > headings.names.count {
      // A separator at the end of a line makes an empty field, which does no harm.
      guard row.fields[headings.names.count...].contains(where: { !trimmed($0).isEmpty }) else { continue }
      throw Self.wrongCount(of: row, headings, file: file)
    }
  }

  /// What the file is instead of a table; nil if it may be one.
  var foreign: ForeignTable? { ForeignTable(text: text, headings: headings.names) }

  /// Returns the error of a row that has too many fields or too few.
  static func wrongCount(of row: CSV.Row, _ headings: TableHeadings, file: String) -> DatasetError {
    let count = row.fields.count
    let fields = row.fields.map { trimmed($0) }.joined(separator: " | ")
    let advice =
      count > headings.names.count
      ? "put a field that contains a separator into quotation marks"
      : "fill the line up, with a separator for each empty field"
    return DatasetError(
      .invalidInput,
      "\(file):\(row.line): \(counted(count, "field")) where the heading has \(headings.names.count) (\(fields)); "
        + advice)
  }
}

/// The headings of a table, which are its first line.
struct TableHeadings {
  /// The headings without surrounding spaces.
  let names: [String]
  /// The line of the file in which the headings are.
  let line: Int

  init(_ row: CSV.Row) {
    names = row.fields.map(trimmed)
    line = row.line
  }

  /// Returns the index of the column with a heading, or else of the first one that differs only in case; nil if there
  /// is none.
  func column(_ heading: String) -> Int? {
    names.firstIndex(of: heading) ?? names.firstIndex { $0.lowercased() == heading.lowercased() }
  }

  /// The headings as messages list them.
  var list: String { names.joined(separator: ", ") }
}

/// Returns the text of a table and the SHA-256 of its file.
///
/// - Throws: `DatasetError` if the file cannot be read, or is a workbook or another kind of file than text.
func textAndDigest(of path: String) throws(DatasetError) -> (text: String, sha256: SHA256Digest) {
  let bytes: [UInt8]
  do throws(FileSystemError) {
    bytes = try WholeFile.bytes(
      path, maximumByteCount: WholeFile.largestTable, remedy: "is it a table of labels?")
  } catch {
    throw DatasetError(error)
  }
  if let foreign = ForeignTable(bytes: bytes) {
    throw DatasetError(.invalidInput, foreign.message(for: path))
  }
  let digest = SHA256Hasher.digest(bytes)
  if let text = spreadsheetText(of: bytes) { return (text, digest) }
  do throws(FileSystemError) {
    return (try WholeFile.text(of: bytes, file: path), digest)
  } catch {
    throw DatasetError(error)
  }
}

/// Returns the text of bytes in UTF-16 with a byte order mark, as spreadsheets write "Unicode text"; nil for other bytes.
private func spreadsheetText(of bytes: [UInt8]) -> String? {
  let isLittleEndian = bytes.starts(with: [0xFF, 0xFE])
  guard isLittleEndian || bytes.starts(with: [0xFE, 0xFF]), bytes.count % 2 == 0 else { return nil }
  let units = stride(from: 2, to: bytes.count, by: 2).map { place in
    let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
    return isLittleEndian ? second << 8 | first : first << 8 | second
  }
  return String(validating: units, as: UTF16.self)
}
