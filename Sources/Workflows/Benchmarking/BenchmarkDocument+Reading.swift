internal import DatasetFormat

extension BenchmarkDocument {
  /// Reads a document that `benchmark --json` printed.
  ///
  /// - Parameter dataset: the dataset that it has to be about.
  /// - Throws: `DatasetError` if the document cannot be read, or measured other images or labels.
  init(reading file: String, about dataset: Dataset) throws {
    let document: BenchmarkDocument = try JSONText.decode(contentsOf: file)
    guard document.isConsistent else {
      throw DatasetError(
        .unreadable, "\(file): these are not the figures of a benchmark; run 'fmbuild benchmark --json' again"
      )
    }
    let digest = try TrainingData(dataset).sha256()
    guard document.datasets.contains(where: { $0.dataSHA256 == digest }) else {
      throw DatasetError(
        .invalidInput,
        "\(file): none of its datasets is \(dataset.root), or that has changed since; run 'fmbuild benchmark \(dataset.root) --json' again"
      )
    }
    self = document
  }
}
