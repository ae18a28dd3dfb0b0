internal import DatasetFormat
internal import FileSystem
internal import Training
internal import Wording

/// Every model on every dataset, with the same seed and as many passes over the training images, to say how hard a dataset
/// is beside others.
package struct DatasetBenchmark: Sendable {
  package struct Settings: Sendable {
    /// The folders of the datasets, the one in question first.
    package var datasets: [String]
    package var models: [ModelChoice]
    /// The number of epochs of every network; nil for each network's own.
    package var epochs: Int?
    package var seed: UInt64 = 0
    package var threadCount: Int

    package init(datasets: [String], models: [ModelChoice], threadCount: Int) {
      self.datasets = datasets
      self.models = models
      self.threadCount = threadCount
    }
  }

  /// The names of the models that are quick enough for three datasets of Fashion-MNIST's size in a quarter of an hour on
  /// two cores.
  package static let quickModels = ["softmax", "knn", "mlp", "lenet5"]

  /// The progress of a benchmark.
  package enum Event: Sendable {
    case reading(folder: String)
    /// A model is about to be trained on a dataset.
    case run(model: String, dataset: String, number: Int, of: Int)
    case session(TrainingSession.Event)
    case result(BenchmarkDocument.Result)
  }

  /// Reads the datasets, trains and tests.
  ///
  /// - Parameter report: called from any thread.
  /// - Throws: `DatasetError` or `TrainingError` if a dataset cannot be read or learned, `CancellationError`.
  package static func run(
    _ settings: Settings, report: @escaping @Sendable (Event) -> Void = { _ in }
  ) async throws -> BenchmarkDocument {
    var datasets: [BenchmarkDocument.DatasetEntry] = []
    var data: [TrainingData] = []
    // All are read before the first is trained on, so that a misspelt folder is reported at once.
    for folder in settings.datasets {
      report(.reading(folder: folder))
      let dataset = try await DatasetReader.read(folder)
      let splits = try TrainingData(dataset)
      data.append(splits)
      datasets.append(
        BenchmarkDocument.DatasetEntry(
          name: name(of: dataset, besides: datasets.map(\.name)), folder: folder, dataSHA256: splits.sha256(),
          classes: splits.classNames.count, trainImages: splits.train.count, testImages: splits.test.count))
    }
    var results: [BenchmarkDocument.Result] = []
    let count = settings.models.count * data.count
    for model in settings.models {
      for (entry, splits) in zip(datasets, data) {
        report(.run(model: model.name, dataset: entry.name, number: results.count + 1, of: count))
        let result = try await self.result(model, splits, named: entry.name, settings, report)
        results.append(result)
        report(.result(result))
      }
    }
    return BenchmarkDocument(
      datasets: datasets, seed: settings.seed, threads: settings.threadCount, results: results)
  }

  private static func result(
    _ model: ModelChoice, _ data: TrainingData, named dataset: String, _ settings: Settings,
    _ report: @escaping @Sendable (Event) -> Void
  ) async throws -> BenchmarkDocument.Result {
    var training = TrainingSession.Settings(model: model, threadCount: settings.threadCount)
    training.epochs = settings.epochs
    training.seed = settings.seed
    // No image is set aside: nothing is chosen by validation images here.
    training.validationFraction = 0
    training.runsBaselines = false
    let start = ContinuousClock.now
    let outcome = try await TrainingSession(data, training) { report(.session($0)) }.run()
    // A training that was stopped is no result to compare.
    guard !outcome.wasInterrupted else { throw CancellationError() }
    let accuracy = outcome.test.accuracy
    return BenchmarkDocument.Result(
      model: model.name, dataset: dataset, accuracy: accuracy.value, interval: accuracy.interval,
      right: accuracy.count, images: accuracy.total, balancedAccuracy: outcome.test.balancedAccuracy,
      epochs: outcome.trained == nil ? nil : outcome.recipe?.epochs,
      parameters: try outcome.trained.map { try $0.model.parameterCount(input: $0.input) },
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  /// The name of a dataset: that of the published dataset whose files it has, otherwise that of its folder; with a number
  /// if there is one of this name already.
  private static func name(of dataset: Dataset, besides names: [String]) -> String {
    let published = KnownDataset.all.first { known in
      !dataset.idxFiles.isEmpty && dataset.idxFiles.allSatisfy(known.matches)
    }
    let name = published?.name ?? folderName(of: dataset.root)
    guard names.contains(name) else { return name }
    return (2...).lazy.map { "\(name) (\($0))" }.first { !names.contains($0) } ?? name
  }
}
