package import DatasetFormat
internal import FileSystem
internal import Reporting
internal import Training

/// What charts are made of: a dataset, and what the user says beside it. It is read when a chart asks for it.
package struct ChartSource: Sendable {
  /// The path of the dataset; for curves, the path may be that of a model.
  package let path: String
  package var model: String?
  /// The path of another dataset; nil for none.
  package var reference: String?
  /// The folder of the photos; nil to search for it beside the dataset.
  package var photos: String?
  /// The split to draw; nil for all.
  package var split: Split?
  package var seed: UInt64 = 0
  let threadCount: Int
  /// Called with each step, in words.
  let report: @Sendable (String) -> Void
  /// Called with messages about what is left out.
  let notice: @Sendable (String) -> Void

  package init(
    _ path: String, threadCount: Int, report: @escaping @Sendable (String) -> Void,
    notice: @escaping @Sendable (String) -> Void
  ) {
    self.path = path
    self.threadCount = threadCount
    self.report = report
    self.notice = notice
  }

  /// Whether the path is that of a model, not of a dataset.
  var isModel: Bool { FileIdentity("\(path)/\(ModelFolder.descriptionName)") != nil }

  /// Reads the dataset.
  ///
  /// - Throws: `DatasetError` if there is none, or it has no images of one size, or not the split that is asked for.
  func dataset() async throws -> Dataset {
    guard !isModel else {
      throw DatasetError(
        .notADataset,
        "\(path): this is a model; name the dataset in its place, and the model with --model \(path)")
    }
    return try await read(path)
  }

  /// Reads the dataset to compare with; nil if there is none.
  func referenceDataset() async throws -> Dataset? {
    guard let reference else { return nil }
    return try await read(reference)
  }

  private func read(_ path: String) async throws -> Dataset {
    report("reading \(path)")
    let dataset = try await DatasetReader.read(path)
    try dataset.checkForImagesOfOneType()
    if let split { try dataset.checkExistence(of: split) }
    dataset.unreadSplitMessages.forEach(notice)
    return dataset
  }

  /// Returns the splits of a dataset that are drawn.
  func splits(of dataset: Dataset) -> [SplitData] {
    dataset.splits.filter { split == nil || $0.split == split }
  }

  /// Asks the model about the test images.
  ///
  /// - Precondition: there is a model.
  func evaluation(on dataset: Dataset) async throws -> ModelEvaluation {
    guard let model else { preconditionFailure("charts that need a model are not drawn without one") }
    report("asking \(model)")
    return try await ModelEvaluation(model: model, on: dataset, threadCount: threadCount)
  }

  /// Returns the first images of a report's sample that lie in the splits that are drawn.
  func sample(of dataset: Dataset, count: Int, in split: Split?) -> [ExamplePosition] {
    let drawn = GallerySelection.drawn(dataset, seed: seed)
    return Array(drawn.lazy.filter { split == nil || $0.split == split }.prefix(count))
  }
}

extension Dataset {
  var allClassNames: [String] { (0..<classCount).map(className) }
}
