internal import DatasetFormat

/// The input of the checks in one run: the dataset, and measurements of it that several checks need.
struct CheckContext: Sendable {
  let dataset: Dataset
  /// The statistics of every image, for the splits that can be read.
  let statistics: [Split: [ImageStatistics]]
  /// The mean image of each class, for the splits that can be read.
  let means: [Split: ClassMeans]
  /// The dataset to compare with; nil if the user named none.
  let reference: Reference?
  /// The rebuilder of the dataset; nil if the user did not ask for a rebuild.
  let rebuilder: (any Rebuilder)?
  /// The loaders that the user asked about.
  let loaders: [Loader]
  /// The finder of equal and similar images.
  let duplicates: DuplicateFinder

  /// - Parameter lowestSimilarity: the lowest similarity of images that any check asks for, -1...1.
  init(
    dataset: Dataset, statistics: [Split: [ImageStatistics]], means: [Split: ClassMeans],
    reference: Reference?, rebuilder: (any Rebuilder)?,
    loaders: [Loader], lowestSimilarity: Double = 1
  ) {
    self.dataset = dataset
    self.statistics = statistics
    self.means = means
    self.reference = reference
    self.rebuilder = rebuilder
    self.loaders = loaders
    duplicates = DuplicateFinder(dataset, statistics: statistics, lowestSimilarity: lowestSimilarity)
  }

  /// The dataset to compare with. Statistics and means are those of its images in the size of the verified dataset's.
  struct Reference: Sendable {
    let dataset: Dataset
    let statistics: [Split: [ImageStatistics]]
    /// The mean image of each class over all splits.
    let means: ClassMeans
  }

  /// The mean image of each class over all splits of the dataset.
  var meansOfAll: ClassMeans { ClassMeans(merging: means.values) }

  /// The splits that can be read, with the statistics of their images, in the order train, validation, test.
  var splits: [(part: SplitData, statistics: [ImageStatistics])] {
    dataset.splits.map { ($0, statistics[$0.split] ?? []) }
  }

  /// All pairs of splits that have images of the same type: train and validation, train and test, validation and test.
  var splitPairs: [(first: SplitData, second: SplitData)] {
    let splits = dataset.splits
    return splits.indices.flatMap { first in
      splits[(first + 1)...].filter { $0.type == splits[first].type }.map { (splits[first], $0) }
    }
  }

  /// The pairs of train and each other split that has images of the same type.
  var heldOutPairs: [(train: SplitData, heldOut: SplitData)] {
    splitPairs.filter { $0.first.split == .train }.map { ($0.first, $0.second) }
  }

  /// The splits train and test; nil unless both can be read and have images of the same type.
  var trainAndTest: (train: SplitData, test: SplitData)? {
    heldOutPairs.first { $0.heldOut.split == .test }.map { ($0.train, $0.heldOut) }
  }

  /// Returns the number of examples as a share of all images that can be read, 0...1.
  func share(of examples: [Finding.Example]) -> Double {
    Double(examples.count) / Double(max(1, dataset.imageCount))
  }

  /// The splits whose levels all lie close together; `ByteLevels` reports them, and other checks of levels leave them
  /// out, because they would name another cause.
  var narrowSplits: Set<Split> {
    Set(splits.filter { LevelRange($0.statistics)?.isNarrow == true }.map(\.part.split))
  }

  /// Returns the images for which `detail` returns a text, with that text, in the order of the dataset.
  func examples(where detail: (SplitData, Int, ImageStatistics) -> String?) -> [Finding.Example] {
    splits.flatMap { part, statistics in
      statistics.indices.compactMap { index in
        detail(part, index, statistics[index]).map { Finding.Example(ExamplePosition(part.split, index), $0) }
      }
    }
  }
}

extension Dataset {
  /// Returns `its class`, `their class` or `their classes`, for a sentence about some images.
  func owned(classesOf examples: [Finding.Example]) -> String {
    if examples.count == 1 { return "its class" }
    return Set(examples.map { label(of: $0.position) }).count == 1 ? "their class" : "their classes"
  }
}
