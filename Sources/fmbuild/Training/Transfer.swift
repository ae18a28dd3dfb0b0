internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// How a model does on another dataset of the same classes, as its images are, and mirrored.
struct Transfer: Sendable {
  let folder: String
  /// Over both splits of the other dataset: the model has seen neither.
  let scores: Scores
  let mirrored: Scores

  /// - Throws: `TrainingError` if the classes or the images are of another kind.
  init(_ model: TrainedModel, classNames: [String], to folder: String, threadCount: Int) async throws {
    let other = try await TrainingData(reading: folder)
    let labels = try Self.labels(of: other, as: classNames)
    let images = try LabelledImages(
      shape: other.train.shape, images: other.train.images + other.test.images,
      labels: (other.train.labels + other.test.labels).map { labels[Int($0)] }, classCount: classNames.count)
    self.folder = other.folder
    scores = try await model.scores(on: images, threadCount: threadCount)
    mirrored = try await model.scores(on: images.mirrored(), threadCount: threadCount)
  }

  /// Classes that are better known mirrored.
  var classesThatLookTheOtherWay: [Int] { scores.classesBetterKnown(to: mirrored) }

  /// For each label of the other dataset the model's: by name, spelling aside; by number if both have no names.
  private static func labels(of other: TrainingData, as classNames: [String]) throws(TrainingError) -> [UInt8]
  {
    var labels: [UInt8] = []
    for name in other.classNames {
      guard let label = classNames.firstIndex(where: { spelling($0) == spelling(name) }) else {
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
