internal import ImageCore

/// The content of `manifest.csv`: one row for each image.
package struct Manifest: Sendable {
  /// The rows in the order of the file, including further rows for the same image.
  package let rows: [ManifestRow]
  /// The index in `rows` of the first row for each image.
  private let firstRows: [ExamplePosition: Int]

  /// The positions of all rows, in the order of the file.
  package var positions: [ExamplePosition] { rows.map(\.position) }

  /// Returns the first row for an image; nil if there is none.
  package func row(at position: ExamplePosition) -> ManifestRow? { firstRows[position].map { rows[$0] } }

  package var count: Int { rows.count }

  package init(rows: [ManifestRow]) {
    self.rows = rows
    firstRows = Dictionary(rows.enumerated().map { ($1.position, $0) }) { first, _ in first }
  }

  /// - Throws: `DatasetError` with file and line if the text is not a table, a required column is missing or a field is
  ///   invalid.
  package init(parsing text: String, file: String) throws(DatasetError) {
    var columns: [String: Int]?
    var rows: [ManifestRow] = []
    try CSV.read(text, file: file) { line throws(DatasetError) in
      if let columns {
        rows.append(try Fields(file: file, line: line, columns: columns).row())
      } else {
        columns = try Self.columns(line.fields, file: file)
      }
    }
    guard columns != nil else {
      throw DatasetError(.unreadable, "\(file): the file is empty; convert the photos again")
    }
    self.init(rows: rows)
  }

  private static func columns(_ headings: [String], file: String) throws(DatasetError) -> [String: Int] {
    let columns = Dictionary(headings.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for name in ["split", "index", "label", "source", "sha256"] where columns[name] == nil {
      throw DatasetError(.unreadable, "\(file): the column '\(name)' is missing; convert the photos again")
    }
    return columns
  }
}

/// The fields of one row, by the names of their columns.
private struct Fields {
  let file: String
  let line: CSV.Row
  let columns: [String: Int]

  /// The largest valid number for an index, a label or a side; sums and products of two such numbers cannot overflow.
  private static let largestNumber = 1_000_000_000

  func row() throws(DatasetError) -> ManifestRow {
    guard let split = Split(recorded: self["split"]), let index = number("index"), let label = number("label")
    else {
      throw error("a split, an index or a label is not what it should be")
    }
    guard isPathBelowFolder(self["source"]) else {
      throw error("the source '\(self["source"])' is not the path of a photo below the folder of the photos")
    }
    var row = ManifestRow(
      position: ExamplePosition(split, index), label: label, className: self["class"], source: self["source"],
      sha256: self["sha256"], group: self["group"])
    row.line = line.line
    row.splitOrigin = SplitOrigin(rawValue: self["split_by"])
    row.photoSize = size(number("width"), number("height"))
    row.thumbnail = Size(self["thumbnail"]).flatMap {
      size(number(in: "\($0.width)"), number(in: "\($0.height)"))
    }
    row.crop = try crop(of: row.thumbnail ?? row.photoSize)
    row.background = self["background"].isEmpty ? nil : self["background"]
    if !self["isolated_by"].isEmpty {
      row.isolation = ManifestRow.Isolation(
        method: self["isolated_by"], share: try share("product_share"), pieceCount: number("product_pieces"))
    }
    row.formerLabel = ManifestRow.formerLabel(inNotes: self["notes"])
    if let darkest = number("darkest"), let lightest = number("lightest"), darkest <= lightest {
      row.levels = darkest...lightest
    }
    return row
  }

  private subscript(name: String) -> String {
    guard let column = columns[name], line.fields.indices.contains(column) else { return "" }
    return line.fields[column]
  }

  private func number(_ name: String) -> Int? { number(in: self[name]) }

  private func number(in text: String) -> Int? {
    Int(text).flatMap { (0...Self.largestNumber).contains($0) ? $0 : nil }
  }

  private func share(_ name: String) throws(DatasetError) -> Double {
    guard let share = Double(self[name]), (0...1).contains(share) else {
      throw error("the column '\(name)' has no share from 0 to 1")
    }
    return share
  }

  private func size(_ width: Int?, _ height: Int?) -> Size? {
    guard let width, let height else { return nil }
    return Size(width: width, height: height)
  }

  private func crop(of frame: Size?) throws(DatasetError) -> ManifestRow.Crop? {
    guard !self["crop_x"].isEmpty, let frame else { return nil }
    guard let x = number("crop_x"), let y = number("crop_y"), let width = number("crop_width"),
      let height = number("crop_height"), width > 0, height > 0
    else {
      throw error("the crop is not a position and a size in pixels")
    }
    // A pipeline that resizes before it trims has crops of a picture whose size is not recorded.
    guard x + width <= frame.width, y + height <= frame.height else { return nil }
    return ManifestRow.Crop(Rectangle(x: x, y: y, width: width, height: height), of: frame)
  }

  private func error(_ problem: String) -> DatasetError {
    DatasetError(.unreadable, "\(file):\(line.line): \(problem); convert the photos again")
  }
}
