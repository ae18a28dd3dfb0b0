internal import DatasetBuilding
internal import DatasetReading

/// Whether labels are corrected as they were corrected.
enum RebuildCorrections {
  /// A finding if the file of corrections has changed.
  ///
  /// - Parameter recorded: nil if nothing was corrected.
  /// - Throws: `VerificationError` if there is no file where one was, or a file where none was.
  static func finding(
    _ corrections: Corrections?, recorded: DatasetDescription.CorrectionsEntry?, _ dataset: Dataset
  ) throws(VerificationError) -> Finding? {
    switch (corrections, recorded) {
    case (nil, nil): return nil
    case (nil, let recorded?):
      throw VerificationError(
        .invalidInput,
        "\(dataset.path(DatasetFile.description)): the labels were corrected by '\(recorded.file)'; "
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
