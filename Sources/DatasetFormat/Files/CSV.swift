/// Tables as text (RFC 4180), as spreadsheets write and read them.
package enum CSV {
  /// One row of a table.
  package struct Row: Sendable {
    package var fields: [String]
    /// The line of the file in which the row begins, counted from 1; a quoted field may contain line ends.
    package var line: Int
  }

  /// Reads a table.
  ///
  /// The separator is the comma, semicolon or tab that occurs most often in the first line, as spreadsheets choose it
  /// by country. Line ends are LF, CRLF or CR. Lines that consist of spaces and separators only are skipped. The text
  /// between quotation marks is taken byte by byte.
  ///
  /// - Throws: `DatasetError` if a quote is opened and never closed.
  package static func rows(parsing text: String, file: String) throws(DatasetError) -> [Row] {
    let bytes = Array(text.utf8)
    let separator = separator(of: bytes)
    var rows: [Row] = []
    var row = Row(fields: [], line: 1)
    var field: [UInt8] = []
    var line = 1
    var quoteLine: Int?
    var hasText = false
    var index = 0

    func endField() {
      row.fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func endRow() {
      endField()
      if hasText { rows.append(row) }
      row = Row(fields: [], line: line)
      hasText = false
    }

    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      let isCarriageReturn = byte == UInt8(ascii: "\r")
      let isBeforeLineFeed = index < bytes.count && bytes[index] == UInt8(ascii: "\n")
      let isLineEnd = byte == UInt8(ascii: "\n") || (isCarriageReturn && !isBeforeLineFeed)
      if isLineEnd { line += 1 }
      if quoteLine != nil {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if index < bytes.count, bytes[index] == byte {
          field.append(byte)
          index += 1
        } else {
          quoteLine = nil
        }
      } else if isLineEnd {
        endRow()
      } else if isCarriageReturn {
        continue
      } else if byte == separator {
        endField()
      } else if byte == UInt8(ascii: "\""), field.isEmpty {
        hasText = true
        quoteLine = line
      } else {
        hasText = hasText || byte != UInt8(ascii: " ")
        field.append(byte)
      }
    }
    if let quoteLine {
      throw DatasetError(
        .invalidInput, "\(file):\(quoteLine): a quotation mark is opened here and never closed")
    }
    endRow()
    return rows
  }

  private static func separator(of bytes: [UInt8]) -> UInt8 {
    let head = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    func count(_ candidate: UInt8) -> Int { head.count { $0 == candidate } }
    return candidates.reduce(candidates[0]) { count($1) > count($0) ? $1 : $0 }
  }

  /// Returns a row of a table as text, with its line end.
  package static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }

  /// Returns a field as text, in quotation marks if it contains a comma, a quotation mark or a line end.
  package static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return text }
    // Quotation marks are doubled byte by byte: as a Swift character, one may be combined with an accent.
    let bytes = text.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
    return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
  }
}
