/// A table in plain text whose columns are aligned left or right.
struct TextTable {
  enum Alignment {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]]

  init(_ headings: [(String, Alignment)]) {
    alignments = headings.map(\.1)
    rows = [headings.map(\.0)]
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == alignments.count, "a row has a cell for every column")
    rows.append(cells)
  }

  /// The table as one line per row, headings first, without spaces at the ends.
  var lines: [String] { lines(width: nil) { _, _, text in text } }

  /// Returns the table as lines.
  ///
  /// - Parameters:
  ///   - width: the width of the terminal in columns, at which the last cell is wrapped into lines of its own; nil for
  ///     one line per row.
  ///   - paint: returns a cell's text with colours added, given its row, column and text.
  func lines(width: Int?, paint: (_ row: Int, _ column: Int, _ text: String) -> String) -> [String] {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let indentation = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return rows.enumerated().flatMap { number, row in
      let last =
        width.map { wrapped(row[row.count - 1], to: max(20, $0 - indentation)) } ?? [row[row.count - 1]]
      var line = ""
      for (column, cell) in (row.dropLast() + [last[0]]).enumerated() {
        let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
        let painted = paint(number, column, cell)
        line += (column == 0 ? "" : "  ") + (alignments[column] == .right ? space + painted : painted + space)
      }
      while line.last == " " { line.removeLast() }
      return [line] + last.dropFirst().map { String(repeating: " ", count: indentation) + $0 }
    }
  }
}

/// Returns the text in lines of at most `width` characters, broken between words only.
func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = String(word)
    } else {
      line += (line.isEmpty ? "" : " ") + word
    }
  }
  return lines + [line]
}
