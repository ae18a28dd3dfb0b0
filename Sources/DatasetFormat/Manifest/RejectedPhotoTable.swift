internal import FileSystem

/// The content of `rejects.csv`: one row for each photo that gave no image.
package struct RejectedPhotoTable: Sendable {
  package struct Row: Sendable {
    /// The path of the photo below the folder of the photos.
    package let source: String
    /// The SHA-256 of the photo's file, 64 lower-case hexadecimal digits; empty if it was not recorded.
    package let sha256: String
    /// The label or class name of the photo; empty if it had none.
    package let label: String
    /// The reason for the rejection; nil if this version does not know it.
    package let reason: RejectedPhoto.Reason?
    /// The problem and what the user can do about it.
    package let detail: String
  }

  /// The rows in the order of the file, without those for lines of a label table that name no photo.
  package let rows: [Row]

  package static let empty = RejectedPhotoTable(rows: [])

  private init(rows: [Row]) { self.rows = rows }

  /// - Throws: `DatasetError` if the file cannot be read, is no table, or lacks the column `source` or `reason`.
  package init(reading path: String) throws(DatasetError) {
    try self.init(reading: path, keepingAllRows: false)
  }

  private init(reading path: String, keepingAllRows: Bool) throws(DatasetError) {
    let text: String
    do throws(FileSystemError) {
      text = try WholeFile.text(path, maximumByteCount: WholeFile.largestTable)
    } catch {
      throw DatasetError(error)
    }
    try self.init(parsing: text, file: path, keepingAllRows: keepingAllRows)
  }

  /// - Parameter keepingAllRows: whether lines of a label table that name no photo have rows, too.
  package init(parsing text: String, file: String, keepingAllRows: Bool = false) throws(DatasetError) {
    let lines = try CSV.rows(parsing: text, file: file)
    let columns = Dictionary(
      (lines.first?.fields ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    guard let source = columns["source"], let reason = columns["reason"] else {
      throw DatasetError(
        .unreadable, "\(file): the columns 'source' and 'reason' are missing; convert the photos again")
    }
    rows = lines.dropFirst().compactMap { line in
      func field(_ name: String) -> String {
        columns[name].flatMap { line.fields.indices.contains($0) ? line.fields[$0] : nil } ?? ""
      }
      guard line.fields.count > max(source, reason) else { return nil }
      let row = Row(
        source: line.fields[source], sha256: field("sha256"), label: field("label"),
        reason: RejectedPhoto.Reason(rawValue: line.fields[reason]), detail: field("detail"))
      return row.reason == .noSuchPhoto && !keepingAllRows ? nil : row
    }
  }

  /// Reads the rejected photos of a table that this version wrote.
  ///
  /// - Throws: `DatasetError` as `init(reading:)`, and for a reason that this version does not know.
  package static func photos(reading path: String) throws(DatasetError) -> [RejectedPhoto] {
    let table = try RejectedPhotoTable(reading: path, keepingAllRows: true)
    var photos: [RejectedPhoto] = []
    for row in table.rows {
      guard let reason = row.reason else {
        throw DatasetError(
          .unreadable,
          "\(path): the reason for which \(row.source) was rejected is not known; make the table again with this version"
        )
      }
      photos.append(
        RejectedPhoto(source: row.source, sha256: row.sha256, label: row.label, reason, row.detail))
    }
    return photos
  }

  /// Returns the table of some photos as text.
  package static func text(_ photos: [RejectedPhoto]) -> String {
    photos.reduce(into: CSV.line(["source", "sha256", "label", "reason", "detail"])) { text, photo in
      text += CSV.line([photo.source, photo.sha256, photo.label, photo.reason.rawValue, photo.detail])
    }
  }
}
