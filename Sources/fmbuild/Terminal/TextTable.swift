/// Columns that line up: numbers to the right, words to the left.
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

  /// One line a row, headings first, no spaces at the ends.
  var lines: [String] { lines(width: nil) { _, _, text in text } }

  /// - Parameters:
  ///   - width: columns of the terminal; the last cell goes on below itself where it is too long. Nil for one line a row.
  ///   - paint: what to show of a cell's text, given the number of its row and column: the same with colours.
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

/// The text in lines of at most `width` characters, broken between words where there are any.
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
