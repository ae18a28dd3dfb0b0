internal import DatasetFormat
package import Training
internal import Wording

/// The scores of a model on another dataset of the same classes, with the images as they are and mirrored.
package struct Transfer: Sendable {
  package let folder: String
  /// The scores on the images of all splits of the other dataset.
  package let scores: Scores
  package let mirrored: Scores

  package init(_ model: TrainedModel, to target: Target, threadCount: Int) async throws {
    folder = target.folder
    scores = try await model.scores(on: target.images, threadCount: threadCount)
    mirrored = try await model.scores(on: target.images.mirrored(), threadCount: threadCount)
  }

  /// The labels of the classes that the model recognises better if the images are mirrored.
  package var classesBetterMirrored: [Int] { scores.classesBetterKnown(to: mirrored) }

  /// The other dataset, with labels of the model.
  package struct Target: Sendable {
    package let folder: String
    package let images: LabelledImages

    /// - Throws: `DatasetError` if the dataset cannot be read, `TrainingError` if its classes or images do not fit the
    ///   model.
    package init(reading folder: String, like data: TrainingData) async throws {
      let other = try await TrainingData(reading: folder)
      guard other.train.shape == data.train.shape else {
        throw TrainingError(
          .invalidData,
          "\(other.folder): images of \(other.train.shape) (rows, columns, channels), and the model takes \(data.train.shape); convert both with one pipeline"
        )
      }
      let labels = try Transfer.labels(of: other, as: data.classNames)
      self.folder = other.folder
      let splits = [other.train] + (other.validation.map { [$0] } ?? []) + [other.test]
      images = try LabelledImages(
        shape: other.train.shape, images: splits.flatMap(\.images),
        labels: splits.flatMap(\.labels).map { labels[Int($0)] }, classCount: data.classNames.count)
    }
  }

  /// Returns the model's label for each label of the other dataset, by name, apart from spelling; the name of a class
  /// without one is its label.
  fileprivate static func labels(of other: TrainingData, as classNames: [String]) throws(TrainingError)
    -> [UInt8]
  {
    var labels: [UInt8] = []
    for name in other.classNames {
      guard
        let label = classNames.firstIndex(of: name)
          ?? classNames.firstIndex(where: { Spelling.isSame($0, name) })
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
