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
  /// The separator is the comma, semicolon, tab or bar that occurs most often in the first line, as spreadsheets choose
  /// it by country, or the one that a first line `sep=;` names, which is then no row. Line ends are LF, CRLF or CR. Lines
  /// that consist of spaces and separators only are skipped. A field may be in quotation marks, with blanks around them;
  /// the text between quotation marks is taken byte by byte.
  ///
  /// - Throws: `DatasetError` with the line if a quotation mark is never closed, or text follows a closed one.
  package static func rows(parsing text: String, file: String) throws(DatasetError) -> [Row] {
    var rows: [Row] = []
    try read(text, file: file) { row throws(DatasetError) in rows.append(row) }
    return rows
  }

  /// Reads a table as `rows(parsing:file:)` does, and hands over one row after the other, so that not all of them are in
  /// memory.
  ///
  /// - Throws: `DatasetError` as `rows(parsing:file:)`, and what `body` throws.
  package static func read(
    _ text: String, file: String, _ body: (Row) throws(DatasetError) -> Void
  ) throws(DatasetError) {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8.span
    let declaration = separatorDeclaration(of: text.utf8)
    let separator = declaration?.separator ?? separator(of: text.utf8)
    var line = 1
    var row = Row(fields: [], line: line)
    var field: [UInt8] = []
    var quoteLine: Int?
    // The line in which the quotation mark of the present field was opened, once it is closed again.
    var closedQuoteLine: Int?
    var hasText = false
    var index = 0
    if let declaration {
      index = declaration.end
      line = 2
      row.line = line
    }

    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    func endField() {
      row.fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
      closedQuoteLine = nil
    }
    func endRow() throws(DatasetError) {
      endField()
      if hasText { try body(row) }
      let fieldCount = row.fields.count
      row = Row(fields: [], line: line)
      row.fields.reserveCapacity(fieldCount)
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
          closedQuoteLine = quoteLine
          quoteLine = nil
        }
      } else if isLineEnd {
        try endRow()
      } else if isCarriageReturn {
        continue
      } else if byte == separator {
        endField()
      } else if let closedQuoteLine {
        guard !isBlank(byte) else { continue }
        throw DatasetError(
          .invalidInput,
          "\(file):\(closedQuoteLine): a quotation mark is opened here, and text follows the one that closes it"
            + (line > closedQuoteLine ? " in line \(line)" : "")
            + "; put the whole field in quotation marks, and double those inside it")
      } else if byte == UInt8(ascii: "\""), field.allSatisfy(isBlank) {
        field.removeAll(keepingCapacity: true)
        hasText = true
        quoteLine = line
      } else {
        hasText = hasText || byte != UInt8(ascii: " ")
        field.append(byte)
      }
    }
    if let quoteLine {
      throw DatasetError(
        .invalidInput,
        "\(file):\(quoteLine): a quotation mark is opened here and never closed; close it, or remove it")
    }
    try endRow()
  }

  /// Returns the separator that a first line such as `sep=;` names, and the index of the byte after the line; nil if
  /// there is no such line.
  private static func separatorDeclaration(of text: String.UTF8View) -> (separator: UInt8, end: Int)? {
    let head = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let content = head.filter { $0 != UInt8(ascii: "\"") }
    guard content.count == 5, let separator = content.last,
      String(decoding: content.dropLast(), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    let lineEnd = text[head.endIndex...].prefix(2)
    let isWindows = lineEnd.elementsEqual([UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    return (separator, head.count + (isWindows ? 2 : min(1, lineEnd.count)))
  }

  private static func separator(of bytes: String.UTF8View) -> UInt8 {
    let candidates = [",", ";", "\t", "|"].map { (separator: Unicode.Scalar) in UInt8(ascii: separator) }
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    var hasText = false
    for byte in bytes {
      let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if isLineEnd, !isQuoted, hasText { break }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      hasText = hasText || !(isLineEnd || byte == UInt8(ascii: " "))
      // Separators between quotation marks belong to a heading.
      if !isQuoted, let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
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
