internal import DatasetBuilding
internal import DatasetReading

/// Whether labels come from where they came from.
enum RebuildLabels {
  /// A finding if the table of labels has changed.
  ///
  /// - Parameter recorded: nil in datasets of early versions, which did not record it; then any labels do.
  /// - Throws: `VerificationError` if there is no table where one was, or a table where none was, or other columns.
  static func finding(
    _ labels: PhotoCollection.Labels, recorded: DatasetDescription.LabelsEntry?, _ dataset: Dataset
  ) throws(VerificationError) -> Finding? {
    guard let recorded else { return nil }
    let hadTable = recorded.origin == "table"
    let description = dataset.path(DatasetFile.description)
    switch labels {
    case .folders:
      guard hadTable else { return nil }
      throw VerificationError(
        .invalidInput,
        "\(description): the labels came from the table '\(recorded.file ?? "?")'; name it with --labels FILE"
          + options(recorded.columns))
    case .file(let table):
      guard hadTable else {
        throw VerificationError(
          .invalidInput,
          "\(table.file): the labels of \(dataset.root) came from the folders of the photos; leave out --labels"
        )
      }
      if let columns = recorded.columns, columns != .init(table.columns) {
        throw VerificationError(
          .invalidInput,
          "\(table.file): the dataset was made from other columns; name the table with --labels FILE"
            + options(columns))
      }
      guard let sha256 = recorded.sha256, sha256 != "\(table.sha256)" else { return nil }
      return Finding(
        "\(table.file): the table of labels changed since the dataset was made",
        remedy: "name the table as it was, or convert again with --overwrite", files: [table.file])
    }
  }

  /// The options that name columns with other headings than the usual ones.
  private static func options(_ columns: DatasetDescription.LabelsEntry.Columns?) -> String {
    guard let columns else { return "" }
    let usual = LabelFile.Columns()
    return [
      ("path", columns.path, usual.path), ("label", columns.label, usual.label),
      ("group", columns.group, usual.group), ("split", columns.split, usual.split),
    ].filter { $0.1 != $0.2 }.map { " --\($0.0)-column '\($0.1)'" }.joined()
  }
}
