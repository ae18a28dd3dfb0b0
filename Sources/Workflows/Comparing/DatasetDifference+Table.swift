internal import DatasetFormat

extension DatasetDifference {
  /// The headings of the table of images.
  package static let headings = [
    "changes", "old_split", "old_index", "new_split", "new_index", "old_label", "old_class", "new_label",
    "new_class", "old_source", "new_source", "old_sha256", "new_sha256", "note",
  ]

  /// The images that differ as a table of comma-separated values, one a line.
  package var table: String {
    rows.reduce(into: CSV.line(Self.headings)) { text, row in
      func position(_ image: ComparedImage?) -> [String] {
        image.map { [$0.position.split.rawValue, "\($0.position.index)"] } ?? ["", ""]
      }
      func label(_ image: ComparedImage?) -> [String] {
        image.map { ["\($0.label)", $0.className] } ?? ["", ""]
      }
      let changes = row.changes.map(\.rawValue).joined(separator: " ")
      text += CSV.line(
        [changes] + position(row.old) + position(row.new) + label(row.old) + label(row.new)
          + [
            row.old?.source ?? "", row.new?.source ?? "", row.old?.sha256 ?? "", row.new?.sha256 ?? "",
            row.note,
          ])
    }
  }
}
