internal import Checksums
package import DatasetFormat
internal import ImageCore
package import Training
internal import Verification

/// The splits of a dataset in the form that a network takes.
package struct TrainingData: Sendable {
  package let folder: String
  package let train: LabelledImages
  /// The validation images; nil if the dataset has no validation split.
  package let validation: LabelledImages?
  package let test: LabelledImages
  package let classNames: [String]
  /// The recipe by which photos became images; nil if the dataset does not record it.
  package let recipe: Recipe?
  private let dataset: Dataset

  /// - Throws: `DatasetError` if a split cannot be read, `TrainingError` if its images or labels cannot be used.
  package init(reading folder: String) async throws { try self.init(await DatasetReader.read(folder)) }

  /// - Throws: `DatasetError` if a split is missing or wrong, `TrainingError` if its images or labels cannot be used.
  package init(_ dataset: Dataset) throws {
    func images(_ split: Split) throws -> LabelledImages {
      guard let data = dataset.data[split], data.count > 0 else {
        throw DatasetError(
          .notADataset,
          "\(dataset.root): there are no \(split.rawValue) images that can be read; 'fmbuild verify \(dataset.root)' says why"
        )
      }
      return try LabelledImages(data, classCount: dataset.classCount)
    }
    self.dataset = dataset
    self.folder = dataset.root
    (train, test) = (try images(.train), try images(.test))
    validation = dataset.expectedSplits.contains(.validation) ? try images(.validation) : nil
    for data in dataset.splits where Shape(data.type) != train.shape {
      throw DatasetError(
        .notADataset,
        "\(dataset.root): train has images of \(train.shape), \(data.split.rawValue) of \(Shape(data.type)) "
          + "(rows, columns, channels); make both with one pipeline")
    }
    try dataset.checkLabels(danger: "a network would learn classes by other names than the file gives them")
    classNames = (0..<dataset.classCount).map(dataset.className)
    recipe = dataset.description?.recipe
  }

  /// Returns the SHA-256 of all images and labels, split by split; equal data have equal results, whatever their files.
  package func sha256() -> String {
    let splits = [train] + (validation.map { [$0] } ?? []) + [test]
    return "\(SHA256Hasher.digest(splits.flatMap { [$0.images, $0.labels] }))"
  }

  /// Returns the path of the photo that a training image was made from; nil if the dataset does not record it.
  package func source(ofTrainingImage index: Int) -> String? {
    dataset.source(of: ExamplePosition(.train, index))
  }

  /// Returns the training images and the validation images: the dataset's own validation split if it has
  /// one, otherwise a share of the training images of every class, removed from them.
  ///
  /// Images of one group, and images with equal bytes, stay together.
  ///
  /// - Parameter fraction: the share of the training images used as validation images, below 1, or 0 for none; ignored if
  ///   the dataset has a validation split.
  package func split(validation fraction: Double, seed: UInt64) -> (
    train: LabelledImages, validation: LabelledImages?
  ) {
    if let validation { return (train, validation) }
    guard fraction > 0 else { return (train, nil) }
    let groups = trainingGroups ?? Array(0..<train.count)
    let members = Dictionary(grouping: groups.indices) { groups[$0] }
    let counts = train.classCounts
    var random = SeededRandom(seed: seed, purpose: .validation)
    var taken = [Int](repeating: 0, count: train.classCount)
    var isTaken = [Bool](repeating: false, count: train.count)
    func needs(_ group: [Int]) -> [Int: Int] {
      group.reduce(into: [:]) { $0[Int(train.labels[$1]), default: 0] += 1 }
    }
    /// Takes a group if no class then gives more than a share of its images.
    func take(_ group: [Int], upTo share: Double) {
      let needs = needs(group)
      let hasRoom = needs.allSatisfy { label, count in
        Double(taken[label] + count) <= share * Double(counts[label])
      }
      guard hasRoom else { return }
      for (label, count) in needs { taken[label] += count }
      for member in group { isTaken[member] = true }
    }
    for index in random.permutation(train.count) where !isTaken[index] {
      let group = members[groups[index]] ?? [index]
      // The first image of a group decides about the whole group.
      if group[0] == index { take(group, upTo: fraction) }
    }
    // A class whose groups are all larger than its share gives one of the smallest, but no more than half its images.
    for label in taken.indices where taken[label] == 0 && fraction * Double(counts[label]) >= 1 {
      let own = members.values.filter { group in group.contains { Int(train.labels[$0]) == label } }
      for group in own.sorted(by: { ($0.count, $0[0]) < ($1.count, $1[0]) }) where taken[label] == 0 {
        take(group, upTo: 0.5)
      }
    }
    let validation = isTaken.indices.filter { isTaken[$0] }
    guard !validation.isEmpty else { return (train, nil) }
    return (train.subset(isTaken.indices.filter { !isTaken[$0] }), train.subset(validation))
  }

  /// The group of each training image as a number, shared with the images of the same group and with equal images; nil
  /// if every image is a group of its own.
  package var trainingGroups: [Int]? {
    var sets = DisjointSets(count: train.count)
    var firstOfGroup: [String: Int] = [:]
    for row in dataset.manifest?.rows ?? []
    where row.position.split == .train && !row.group.isEmpty && row.position.index < train.count {
      if let first = firstOfGroup[row.group] {
        sets.join(first, row.position.index)
      } else {
        firstOfGroup[row.group] = row.position.index
      }
    }
    if let data = dataset.data[.train] {
      for set in EqualImages(count: train.count, bytes: data.bytes(of:)).sets {
        for image in set.dropFirst() { sets.join(set[0], image) }
      }
    }
    let roots = (0..<train.count).map { sets.root(of: $0) }
    return roots == Array(0..<train.count) ? nil : roots
  }

  /// Returns the share of the training images whose background is bright or not plain, 0...1; nil for colour images.
  package func brightBackgroundShare() async throws -> Double? {
    guard let data = dataset.data[.train], data.type.channels == .grey else { return nil }
    let statistics = try await ImageStatistics.all(of: data)
    return Double(
      statistics.count { $0.isInverted || $0.hasClutteredBackground })
      / Double(max(1, statistics.count))
  }

  /// The number of training images whose photos have each background, by its name in the manifest; nil if the manifest
  /// does not say it of all.
  package var photoBackgrounds: [String: Int]? {
    guard let rows = dataset.manifest?.rows.filter({ $0.position.split == .train }), !rows.isEmpty else {
      return nil
    }
    var counts: [String: Int] = [:]
    for row in rows {
      guard let background = row.background else { return nil }
      counts[background, default: 0] += 1
    }
    return counts
  }

  /// Returns the median, over all pairs of classes, of the accuracy with which the best single pixel distinguishes
  /// them, 0.5...1; nil for fewer than 2 or more than 64 classes, or if a class has 1...99 training images.
  package func onePixelMedian() async throws -> Double? {
    guard let data = dataset.data[.train], let test = dataset.data[.test] else { return nil }
    let counts = train.classCounts
    let labels = counts.indices.filter { counts[$0] > 0 }
    guard labels.count > 1, labels.count <= 64, labels.allSatisfy({ counts[$0] >= 100 }) else { return nil }
    // The pixels are chosen by the training images and measured on the test images, because among many rules some fit
    // by chance.
    let pairs = try await PixelSeparability.bestPixels(of: data, labels: labels)
    let accuracies = PixelSeparability.accuracies(of: pairs, in: test).compactMap { $0 }
    return accuracies.isEmpty ? nil : Quantiles(accuracies).median
  }
}
