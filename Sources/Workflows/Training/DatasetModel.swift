package import DatasetFormat
internal import ImageCore
package import Training
internal import Wording

/// A trained model with its outputs in the order of a dataset's labels.
package struct DatasetModel: Sendable {
  package let folder: ModelFolder
  /// The path of the model's folder, as the user named it.
  package let path: String
  /// The model's label for each of the dataset's labels.
  private let modelLabels: [Int]

  /// - Throws: `TrainingError` if there is no model, or the model takes other images or knows other classes.
  package init(_ path: String, for dataset: Dataset) throws(TrainingError) {
    let folder = try ModelFolder(contentsOf: path)
    for part in dataset.splits where Shape(part.type) != folder.model.input {
      throw TrainingError(
        .invalidData,
        "\(path): the model takes images of \(folder.model.input) (rows, columns, channels), those of \(dataset.root) are "
          + "\(Shape(part.type)); train one on this dataset")
    }
    self.folder = folder
    self.path = path
    modelLabels = try Self.labels(of: folder, path: path, for: dataset)
  }

  package var name: String { folder.model.model.name }

  /// The number of learned parameters of the model.
  package var parameterCount: Int {
    folder.model.values.reduce(0) { $0 + ($1.parameter.isStatistic ? 0 : $1.numbers.count) }
  }

  /// Returns the probabilities of the dataset's classes for each image: images x classes, row-major, in the order of
  /// the dataset's labels.
  package func probabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    let probabilities = try await folder.probabilities(of: images, threadCount: threadCount)
    guard modelLabels != Array(modelLabels.indices) else { return probabilities }
    return stride(from: 0, to: probabilities.count, by: modelLabels.count).flatMap { start in
      modelLabels.map { probabilities[start + $0] }
    }
  }

  /// Returns the model's label for each of the dataset's classes, by name, apart from spelling.
  private static func labels(
    of folder: ModelFolder, path: String, for dataset: Dataset
  ) throws(TrainingError) -> [Int] {
    let ownNames = (0..<dataset.classCount).map(dataset.className)
    // An exact match comes first, because a dataset may have classes 'A' and 'a'.
    let labels = ownNames.compactMap { name in
      folder.classes.firstIndex(of: name) ?? folder.classes.firstIndex { Spelling.isSame($0, name) }
    }
    guard labels.count == ownNames.count, Set(labels).count == folder.classes.count else {
      throw TrainingError(
        .invalidData,
        "\(path): the model knows the classes \(folder.classes.joined(separator: ", ")), and \(dataset.root) has "
          + "\(ownNames.joined(separator: ", ")); name a model trained on the same classes")
    }
    return labels
  }
}

extension Shape {
  /// The shape of a dataset's images, as a network takes them.
  init(_ type: ExampleType) {
    self.init(rows: type.size.height, columns: type.size.width, channels: type.channelCount)
  }

}

extension LabelledImages {
  /// Makes labelled images from the examples of a split.
  ///
  /// - Throws: `TrainingError` if a label names no class.
  init(_ part: SplitData, classCount: Int) throws(TrainingError) {
    let shape = Shape(part.type)
    let byteCount = part.count * shape.count
    try self.init(
      shape: shape,
      images: part.images.count == byteCount ? part.images : Array(part.images.prefix(byteCount)),
      labels: Array(part.labels.prefix(part.count)), classCount: classCount)
  }
}
