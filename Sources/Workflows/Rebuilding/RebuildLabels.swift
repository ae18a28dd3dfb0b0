internal import Conversion
internal import DatasetFormat
internal import Verification

/// A comparison of the source of labels for a rebuild with the one that the dataset records.
enum RebuildLabels {
  /// Returns a finding if the table of labels has changed, otherwise nil.
  ///
  /// - Throws: `VerificationError` if a table is missing that the dataset records, given though it records none, or
  ///   read by other columns.
  static func finding(
    _ labels: PhotoCollection.Labels, recorded: Recipe.Labels, _ dataset: Dataset
  ) throws(VerificationError) -> Finding? {
    let hadTable = recorded.origin != .folders
    let description = dataset.path(DatasetFile.description)
    switch labels {
    case .folders:
      guard hadTable else { return nil }
      guard recorded.origin == .table else {
        throw VerificationError(
          .invalidInput,
          "\(description): the labels came from records of the photos; name a table of them with --labels FILE"
        )
      }
      throw VerificationError(
        .invalidInput,
        "\(description): the labels came from the table '\(recorded.file?.name ?? "?")'; name it with --labels FILE"
          + options(recorded.columns))
    case .file(let table):
      guard hadTable else {
        throw VerificationError(
          .invalidInput,
          "\(table.file): the labels of \(dataset.root) came from the folders of the photos; leave out --labels"
        )
      }
      if let columns = recorded.columns, columns != table.columns {
        throw VerificationError(
          .invalidInput,
          "\(table.file): the dataset was made from other columns; name the table with --labels FILE"
            + options(columns))
      }
      guard let sha256 = recorded.file?.sha256, sha256 != "\(table.sha256)" else { return nil }
      return Finding(
        "\(table.file): the table of labels changed since the dataset was made",
        remedy: "name the table as it was, or convert again with --overwrite", files: [table.file])
    }
  }

  /// Returns the options that name the columns whose headings differ from the usual ones.
  private static func options(_ columns: Recipe.Labels.Columns?) -> String {
    (columns?.options ?? []).map { " \($0.name) '\($0.heading)'" }.joined()
  }
}
