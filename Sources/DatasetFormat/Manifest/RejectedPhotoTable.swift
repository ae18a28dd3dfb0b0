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
    let text: String
    do throws(FileSystemError) {
      text = try WholeFile.text(path, maximumByteCount: WholeFile.largestTable)
    } catch {
      throw DatasetError(error)
    }
    try self.init(parsing: text, file: path)
  }

  package init(parsing text: String, file: String) throws(DatasetError) {
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
      return row.reason == .noSuchPhoto ? nil : row
    }
  }

  /// Returns the table of some photos as text.
  package static func text(_ photos: [RejectedPhoto]) -> String {
    photos.reduce(into: CSV.line(["source", "sha256", "label", "reason", "detail"])) { text, photo in
      text += CSV.line([photo.source, photo.sha256, photo.label, photo.reason.rawValue, photo.detail])
    }
  }
}
