internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Training
internal import Verification

/// Both splits of a dataset, as a network takes them.
struct TrainingData: Sendable {
  let folder: String
  let train: LabelledImages
  let test: LabelledImages
  let classNames: [String]
  /// How photos became items, if the dataset says so.
  let pipeline: DatasetDescription.PipelineEntry?
  private let dataset: Dataset

  /// - Throws: `DatasetReadingError` if a split cannot be read, `TrainingError` if there is nothing in it to learn.
  init(reading folder: String) async throws { try self.init(await DatasetReader.read(folder)) }

  /// - Throws: as above.
  init(_ dataset: Dataset) throws {
    func images(_ split: Split) throws -> LabelledImages {
      guard let part = dataset.parts[split], part.count > 0 else {
        throw DatasetReadingError(
          .notADataset,
          "\(dataset.root): there are no \(split.rawValue) images that can be read; 'fmbuild verify \(dataset.root)' says why"
        )
      }
      return try LabelledImages(part, classCount: dataset.classCount)
    }
    self.dataset = dataset
    self.folder = dataset.root
    (train, test) = (try images(.train), try images(.t10k))
    guard train.shape == test.shape else {
      throw DatasetReadingError(
        .notADataset,
        "\(dataset.root): train has images of \(train.shape), t10k of \(test.shape) (rows, columns, channels); make both with one pipeline"
      )
    }
    try Self.checkLabels(of: dataset)
    classNames = (0..<dataset.classCount).map(dataset.className)
    pipeline = dataset.description?.pipeline
  }

  /// What would be learnt without a word, and is not what the user has: `verify` says more.
  private static func checkLabels(of dataset: Dataset) throws(DatasetReadingError) {
    for part in dataset.splits {
      let imageCount = part.images.count / max(1, part.pixelCount * part.channelCount)
      guard imageCount == part.labels.count else {
        throw DatasetReadingError(
          .notADataset,
          "\(dataset.root): \(part.split.rawValue) has \(counted(imageCount, "image")) and \(counted(part.labels.count, "label")), which do not belong together; 'fmbuild verify \(dataset.root)' says more"
        )
      }
      guard let names = dataset.classNames, let largest = part.labels.max(), Int(largest) >= names.count
      else {
        continue
      }
      throw DatasetReadingError(
        .notADataset,
        "\(dataset.root): \(part.split.rawValue) has the label \(largest), and there are names for \(counted(names.count, "class", plural: "classes")); 'fmbuild verify \(dataset.root)' says more"
      )
    }
  }

  /// Of all images and labels of both splits, in their order: the same for the same data, wherever they stand.
  func sha256() throws(DatasetError) -> String {
    "\(try SHA256Hasher.digest([train.images, train.labels, test.images, test.labels]))"
  }

  /// The photo that a training item was made of, if the dataset says so.
  func source(ofTrainingItem index: Int) -> String? { dataset.source(of: ItemPosition(.train, index)) }

  /// Some of the training images apart, the same share of every class, to judge epochs by.
  ///
  /// - Parameter share: 0 for none.
  func split(validation share: Double, seed: UInt64) -> (train: LabelledImages, validation: LabelledImages?) {
    guard share > 0 else { return (train, nil) }
    let counts = train.classCounts
    var random = SeededRandom(seed: seed, purpose: 3)
    var taken = [Int](repeating: 0, count: train.classCount)
    var isTaken = [Bool](repeating: false, count: train.count)
    for index in random.permutation(train.count) {
      let label = Int(train.labels[index])
      guard Double(taken[label] + 1) <= share * Double(counts[label]) else { continue }
      taken[label] += 1
      isTaken[index] = true
    }
    let validation = isTaken.indices.filter { isTaken[$0] }
    guard !validation.isEmpty else { return (train, nil) }
    return (train.subset(isTaken.indices.filter { !isTaken[$0] }), train.subset(validation))
  }

  /// The median over all pairs of classes of how well the best single pixel tells them apart; nil where that says nothing:
  /// for few items or one class.
  func onePixelMedian() async throws -> Double? {
    guard let part = dataset.parts[.train], let test = dataset.parts[.t10k] else { return nil }
    let counts = train.classCounts
    let labels = counts.indices.filter { counts[$0] > 0 }
    guard labels.count > 1, labels.count <= 64, labels.allSatisfy({ counts[$0] >= 100 }) else { return nil }
    // Found in train, measured in t10k: among many rules some fit by chance.
    let pairs = try await PixelSeparability.bestPixels(of: part, labels: labels)
    let accuracies = PixelSeparability.accuracies(of: pairs, in: test).compactMap { $0 }
    return accuracies.isEmpty ? nil : Quantiles(accuracies).median
  }
}
