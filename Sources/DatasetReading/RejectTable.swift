internal import Configuration
package import DatasetBuilding

/// What `rejects.csv` says of the photos that gave no item.
package struct RejectTable {
  package struct Row {
    /// As in `ManifestTable`.
    package let source: String
    /// The photo's; empty if it had none.
    package let label: String
    /// Nil for a reason that this version does not know.
    package let reason: Reject.Reason?
  }

  /// In the order of the file, without lines of a label table that named no photo: those are about no file.
  package let rows: [Row]

  package static let empty = RejectTable(rows: [])

  private init(rows: [Row]) { self.rows = rows }

  /// - Throws: `ConfigurationError` if the file cannot be read, `DatasetError` if it is no table,
  ///   `DatasetReadingError` if a column is missing.
  package init(reading path: String) throws {
    try self.init(parsing: TextFile.contents(path), file: path)
  }

  package init(parsing text: String, file: String) throws {
    let lines = try CSV.rows(parsing: text, file: file)
    guard let headings = lines.first?.fields, let source = headings.firstIndex(of: "source"),
      let reason = headings.firstIndex(of: "reason")
    else {
      throw DatasetReadingError(
        .unreadable, "\(file): the columns 'source' and 'reason' are missing; convert the photos again")
    }
    let label = headings.firstIndex(of: "label")
    rows = lines.dropFirst().compactMap { line in
      guard line.fields.count > max(source, reason) else { return nil }
      let row = Row(
        source: line.fields[source],
        label: label.flatMap { line.fields.indices.contains($0) ? line.fields[$0] : nil } ?? "",
        reason: Reject.Reason(rawValue: line.fields[reason]))
      return row.reason == .noSuchPhoto ? nil : row
    }
  }
}
