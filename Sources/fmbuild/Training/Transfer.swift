internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// How a model does on another dataset of the same classes, as its images are, and mirrored.
struct Transfer: Sendable {
  let folder: String
  /// Over both splits of the other dataset: the model has seen neither.
  let scores: Scores
  let mirrored: Scores

  init(_ model: TrainedModel, to target: Target, threadCount: Int) async throws {
    folder = target.folder
    scores = try await model.scores(on: target.images, threadCount: threadCount)
    mirrored = try await model.scores(on: target.images.mirrored(), threadCount: threadCount)
  }

  /// Classes that are better known mirrored.
  var classesThatLookTheOtherWay: [Int] { scores.classesBetterKnown(to: mirrored) }

  /// The other dataset, in the model's labels.
  struct Target: Sendable {
    let folder: String
    let images: LabelledImages

    /// - Throws: `DatasetReadingError` if it cannot be read, `TrainingError` if the classes or the images are of another kind.
    init(reading folder: String, like data: TrainingData) async throws {
      let other = try await TrainingData(reading: folder)
      guard other.train.shape == data.train.shape else {
        throw TrainingError(
          .invalidData,
          "\(other.folder): images of \(other.train.shape) (rows, columns, channels), and the model takes \(data.train.shape); convert both with one pipeline"
        )
      }
      let labels = try Transfer.labels(of: other, as: data.classNames)
      self.folder = other.folder
      images = try LabelledImages(
        shape: other.train.shape, images: other.train.images + other.test.images,
        labels: (other.train.labels + other.test.labels).map { labels[Int($0)] },
        classCount: data.classNames.count)
    }
  }

  /// For each label of the other dataset the model's: by name, spelling aside; by number if both have no names.
  fileprivate static func labels(of other: TrainingData, as classNames: [String]) throws(TrainingError)
    -> [UInt8]
  {
    var labels: [UInt8] = []
    for name in other.classNames {
      guard
        let label = classNames.firstIndex(of: name)
          ?? classNames.firstIndex(where: { spelling($0) == spelling(name) })
      else {
        throw TrainingError(
          .invalidData,
          "\(other.folder): class '\(name)' is none of the model's: \(classNames.joined(separator: ", ")); gather labels with convert --classes"
        )
      }
      labels.append(UInt8(label))
    }
    return labels
  }
}
