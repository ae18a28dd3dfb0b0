internal import DatasetBuilding
internal import DatasetReading

/// What the checks of one run look at: the dataset, and what was measured of it once for all.
struct Examination: Sendable {
  let dataset: Dataset
  /// Of every item of the splits that can be looked at.
  let statistics: [Split: [ItemStatistics]]
  /// The mean image of each class of every split.
  let means: [Split: MeanImages]
  /// The dataset to compare with, if the user named one.
  let reference: Reference?
  /// What to rebuild from, if the user asked for it.
  let rebuild: RebuildRequest?
  /// The loaders that the user asked about.
  let loaders: [Loader]
  /// Which items are equal, or alike.
  let duplicates: DuplicateFinder

  /// - Parameter lowestSimilarity: the least that any check will ask of items that are alike.
  init(
    dataset: Dataset, statistics: [Split: [ItemStatistics]], means: [Split: MeanImages],
    reference: Reference?, rebuild: RebuildRequest?,
    loaders: [Loader], lowestSimilarity: Double = 1
  ) {
    self.dataset = dataset
    self.statistics = statistics
    self.means = means
    self.reference = reference
    self.rebuild = rebuild
    self.loaders = loaders
    duplicates = DuplicateFinder(dataset, statistics: statistics, lowestSimilarity: lowestSimilarity)
  }

  struct Reference: Sendable {
    let dataset: Dataset
    let statistics: [Split: [ItemStatistics]]
    /// Over both splits.
    let means: MeanImages
  }

  /// The mean image of each class, over both splits.
  var meansOfAll: MeanImages { MeanImages(merging: means.values) }

  /// The splits that can be looked at, with their statistics, train first.
  var splits: [(part: DatasetPart, statistics: [ItemStatistics])] {
    dataset.splits.map { ($0, statistics[$0.split] ?? []) }
  }

  /// Both splits, if both can be looked at and have items of one size.
  var comparableSplits: (train: DatasetPart, t10k: DatasetPart)? {
    guard let train = dataset.parts[.train], let t10k = dataset.parts[.t10k], train.size == t10k.size,
      train.channelCount == t10k.channelCount
    else { return nil }
    return (train, t10k)
  }

  /// Of all items that can be looked at, 0...1.
  func share(of items: [Finding.Item]) -> Double { Double(items.count) / Double(max(1, dataset.itemCount)) }

  /// The items of which `detail` says something, in order.
  func items(where detail: (DatasetPart, Int, ItemStatistics) -> String?) -> [Finding.Item] {
    splits.flatMap { part, statistics in
      statistics.indices.compactMap { index in
        detail(part, index, statistics[index]).map { Finding.Item(ItemPosition(part.split, index), $0) }
      }
    }
  }
}
