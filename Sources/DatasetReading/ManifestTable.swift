internal import DatasetBuilding
package import ImageCore

/// What `manifest.csv` says of the items.
package struct ManifestTable: Sendable {
  package struct Row: Sendable {
    package let position: ItemPosition
    /// Where it stands in the file, counted from 1.
    package let line: Int
    package let label: Int
    package let source: String
    /// Of the photo's file, 64 hexadecimal digits.
    package let sha256: String
    package let group: String
    /// Of the photo, upright; nil if not said.
    package let photoSize: Size?
    /// What trim kept; nil where nothing was trimmed.
    package let crop: Crop?
    /// The label that the photo had before a table of corrections gave it another; nil if none did.
    package let formerLabel: String?
    /// The smallest and the largest byte before the contrast was stretched; nil if not said.
    package let levels: ClosedRange<Int>?
  }

  /// In pixels of the thumbnail, or of the photo where there is none.
  package struct Crop: Sendable, Hashable {
    package let x: Int
    package let y: Int
    package let width: Int
    package let height: Int
    /// Of what was trimmed.
    package let frameWidth: Int
    package let frameHeight: Int
  }

  /// In the order of the file, also those that name one item twice.
  package let rows: [Row]
  /// Of each item that is named, its first row.
  private let firstRows: [ItemPosition: Int]

  /// Those of all rows.
  package var positions: [ItemPosition] { rows.map(\.position) }

  /// The first row about an item.
  package func row(at position: ItemPosition) -> Row? { firstRows[position].map { rows[$0] } }

  package var count: Int { rows.count }

  /// - Throws: `DatasetReadingError` if a column that has to be there is missing or a number is none, `DatasetError` if
  ///   the text is no table.
  package init(parsing text: String, file: String) throws {
    let lines = try CSV.rows(parsing: text, file: file)
    guard let headings = lines.first?.fields else {
      throw DatasetReadingError(.unreadable, "\(file): the file is empty; convert the photos again")
    }
    let columns = Dictionary(headings.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for name in ["split", "index", "label", "source", "sha256"] where columns[name] == nil {
      throw DatasetReadingError(
        .unreadable, "\(file): the column '\(name)' is missing; convert the photos again")
    }
    var rows: [Row] = []
    rows.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
      func text(_ name: String) -> String {
        guard let column = columns[name], line.fields.indices.contains(column) else { return "" }
        return line.fields[column]
      }
      func number(_ name: String) -> Int? { Int(text(name)) }
      guard let split = Split(rawValue: text("split")), let index = number("index"),
        let label = number("label")
      else {
        throw DatasetReadingError(
          .unreadable,
          "\(file):\(line.line): a split, an index or a label is not what it should be; convert the photos again"
        )
      }
      rows.append(
        Row(
          position: ItemPosition(split, index), line: line.line, label: label, source: text("source"),
          sha256: text("sha256"), group: text("group"),
          photoSize: Self.size(number("width"), number("height")),
          crop: Self.crop(number, thumbnail: text("thumbnail")),
          formerLabel: Manifest.formerLabel(inNotes: text("notes")),
          levels: Self.range(number("darkest"), number("lightest"))))
    }
    self.rows = rows
    firstRows = Dictionary(rows.enumerated().map { ($1.position, $0) }) { first, _ in first }
  }

  private static func size(_ width: Int?, _ height: Int?) -> Size? {
    guard let width, let height else { return nil }
    return Size(width: width, height: height)
  }

  private static func range(_ lower: Int?, _ upper: Int?) -> ClosedRange<Int>? {
    guard let lower, let upper, lower <= upper else { return nil }
    return lower...upper
  }

  private static func crop(_ number: (String) -> Int?, thumbnail: String) -> Crop? {
    guard let x = number("crop_x"), let y = number("crop_y"), let width = number("crop_width"),
      let height = number("crop_height")
    else { return nil }
    let sides = thumbnail.split(separator: "x").compactMap { Int($0) }
    guard let frameWidth = sides.count == 2 ? sides[0] : number("width"),
      let frameHeight = sides.count == 2 ? sides[1] : number("height")
    else { return nil }
    return Crop(
      x: x, y: y, width: width, height: height, frameWidth: frameWidth, frameHeight: frameHeight)
  }
}
