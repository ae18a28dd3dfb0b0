internal import Reporting

/// Pictures side by side on a terminal, each with lines of text below it, as many in a row as fit.
struct PictureRows {
  struct Entry {
    let picture: TerminalPicture
    let captions: [String]
  }

  private static let gap = 2

  /// - Parameters:
  ///   - entries: the pictures with their captions, in reading order.
  ///   - columnCount: the width of the terminal in columns.
  static func lines(_ entries: [Entry], columnCount: Int) -> [String] {
    // Captions of a single picture are not cut off; those of several must fit their columns.
    let isAlone = entries.count == 1
    let captionWidth = isAlone ? 0 : entries.flatMap(\.captions).map(\.count).max() ?? 0
    let pictureWidth = entries.map(\.picture.columnCount).max() ?? 0
    let tileWidth = min(columnCount, max(pictureWidth, min(captionWidth, 30)))
    let perRow = max(1, (columnCount + gap) / (tileWidth + gap))
    var lines: [String] = []
    for start in stride(from: 0, to: entries.count, by: perRow) {
      let row = entries[start..<min(start + perRow, entries.count)]
      if !lines.isEmpty { lines.append("") }
      for number in 0..<(row.map(\.picture.lines.count).max() ?? 0) {
        lines.append(
          joined(
            row.map { entry in
              let isThere = number < entry.picture.lines.count
              return (isThere ? entry.picture.lines[number] : "", isThere ? entry.picture.columnCount : 0)
            }, tileWidth))
      }
      for number in 0..<(row.map(\.captions.count).max() ?? 0) {
        lines.append(
          joined(
            row.map { entry in
              let text = number < entry.captions.count ? entry.captions[number] : ""
              let shown = isAlone ? text : cut(text, to: tileWidth)
              return (shown, shown.count)
            }, tileWidth))
      }
    }
    return lines
  }

  /// Returns texts in columns as one line, given their widths on a terminal, without spaces at the end.
  private static func joined(_ cells: [(text: String, width: Int)], _ tileWidth: Int) -> String {
    var line = ""
    for (number, cell) in cells.enumerated() {
      line += cell.text
      if number < cells.count - 1 {
        line += String(repeating: " ", count: max(0, tileWidth - cell.width) + gap)
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Returns a text cut off at the end, or a path cut off at the beginning, because its end identifies the photo.
  private static func cut(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    return text.contains("/") && !text.contains(":")
      ? "…" + text.suffix(width - 1) : text.prefix(width - 1) + "…"
  }
}
