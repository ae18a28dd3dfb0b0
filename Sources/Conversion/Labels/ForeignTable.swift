internal import DatasetFormat
internal import ImageCodecs

/// What a file is that was named as a table but is none, with the way to make a table of it.
enum ForeignTable {
  case workbook
  case oldWorkbook
  case parquet
  case jsonLines
  case json
  case markup
  case separatedByBlanks(hasCount: Bool)
  case withoutHeadings(columnCount: Int)

  /// Recognises the kinds of files that are not text by their first bytes.
  init?(bytes: [UInt8]) {
    func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
    if begins([0x50, 0x4B, 0x03, 0x04]) {
      self = .workbook
    } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
      self = .oldWorkbook
    } else if begins(Array("PAR1".utf8)) {
      self = .parquet
    } else {
      return nil
    }
  }

  /// Recognises JSON and markup by the first character.
  init?(text: String) {
    let bytes = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    switch bytes.first {
    case UInt8(ascii: "{"):
      let lines = Self.lines(of: text, atMost: 2)
      self = lines.first?.last == "}" ? .jsonLines : .json
    case UInt8(ascii: "["): self = .json
    case UInt8(ascii: "<"): self = .markup
    default: return nil
    }
  }

  /// Recognises why a table lacks a column, by its headings and its first lines.
  init?(text: String, headings: [String]) {
    let lines = Self.lines(of: text, atMost: 3)
    let hasSeparator = lines.contains { line in line.utf8.contains { ",;\t|".utf8.contains($0) } }
    let hasCount = lines.first.map { Int($0) != nil } ?? false
    if !hasSeparator, lines.dropFirst(hasCount ? 1 : 0).first?.contains(" ") == true {
      self = .separatedByBlanks(hasCount: hasCount)
    } else if headings.contains(where: FileFormat.isPhotoName) {
      self = .withoutHeadings(columnCount: headings.count)
    } else {
      return nil
    }
  }

  /// The message for a file, with what to do.
  func message(for file: String) -> String {
    let name = file.hasSuffix("/") ? "" : file
    let wanted = "a table with commas, semicolons or tabs between its fields is wanted"
    func python(_ reading: String) -> String {
      "python3 -c \"import pandas; pandas.\(reading).to_csv('labels.csv', index=False)\""
    }
    let naming = "then --labels labels.csv, with --path-column and --label-column for other headings"
    return switch self {
    case .workbook, .oldWorkbook:
      "\(name): this is a spreadsheet workbook or another packed file, and \(wanted); save it as CSV in UTF-8"
    case .parquet:
      "\(name): this is a Parquet file, and \(wanted); make one by \(python("read_parquet('\(name)')")), \(naming)"
    case .jsonLines:
      "\(name): these are JSON lines (an object on each line), and \(wanted); make one by "
        + python("read_json('\(name)', lines=True)") + ", \(naming)"
    case .json:
      "\(name): this is JSON, and \(wanted); make one by \(python("read_json('\(name)')")), \(naming)"
    case .markup:
      "\(name): this is a web page or XML, and \(wanted); open it in a spreadsheet and save it as CSV in UTF-8"
    case .separatedByBlanks(let hasCount):
      "\(name): its fields are separated by blanks"
        + (hasCount ? ", and the first line is a count" : "") + "; \(wanted); make one by "
        + python("read_csv('\(name)', sep=r'\\s+'\(hasCount ? ", skiprows=1" : ""))") + ", \(naming)"
    case .withoutHeadings(let columnCount):
      "\(name): the first line names a photo, not the columns; put a line with \(columnCount) headings above it, "
        + "such as path,label"
    }
  }

  private static func lines(of text: String, atMost count: Int) -> [String] {
    var lines: [String] = []
    var rest = text.utf8[...]
    while lines.count < count, !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      rest = rest.dropFirst(line.count + 1)
      let words = String(Substring(line)).split(separator: " ", omittingEmptySubsequences: true)
      if !words.isEmpty { lines.append(words.joined(separator: " ")) }
    }
    return lines
  }
}
