internal import Conversion
internal import DatasetFormat
internal import Verification

/// A comparison of the corrections for a rebuild with those that the dataset records.
enum RebuildCorrections {
  /// Returns a finding if the file of corrections has changed, otherwise nil.
  ///
  /// - Parameter recorded: the file that the dataset records; nil if nothing was corrected.
  /// - Throws: `VerificationError` if corrections are missing that the dataset records, or given though it records
  ///   none.
  static func finding(
    _ corrections: Corrections?, recorded: Recipe.FileReference?, _ dataset: Dataset
  ) throws(VerificationError) -> Finding? {
    switch (corrections, recorded) {
    case (nil, nil): return nil
    case (nil, let recorded?):
      throw VerificationError(
        .invalidInput,
        "\(dataset.path(DatasetFile.description)): the labels were corrected by '\(recorded.name)'; "
          + "name it with --corrections FILE")
    case (let corrections?, nil):
      throw VerificationError(
        .invalidInput,
        "\(corrections.file): \(dataset.root) was made without corrections; leave out --corrections")
    case (let corrections?, let recorded?):
      guard recorded.sha256 != "\(corrections.sha256)" else { return nil }
      return Finding(
        "\(corrections.file): the corrections changed since the dataset was made",
        remedy: "name the file as it was, or convert again with --overwrite", files: [corrections.file])
    }
  }
}
