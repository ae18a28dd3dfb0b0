internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Training

/// A trained model that is asked about a dataset, in the dataset's own labels.
struct DatasetModel: Sendable {
  let folder: ModelFolder
  /// As the user named it.
  let path: String
  /// For each of the dataset's labels the model's.
  private let modelLabels: [Int]

  /// - Throws: `TrainingError` if there is no model, or it takes other images or knows other classes.
  init(_ path: String, for dataset: Dataset) throws(TrainingError) {
    let folder = try ModelFolder(contentsOf: path)
    for part in dataset.splits where Shape(part) != folder.model.input {
      throw TrainingError(
        .invalidData,
        "\(path): the model takes images of \(folder.model.input) (rows, columns, channels), those of \(dataset.root) are "
          + "\(Shape(part)); train one on this dataset")
    }
    self.folder = folder
    self.path = path
    modelLabels = try Self.labels(of: folder, path: path, for: dataset)
  }

  var name: String { folder.model.model.name }

  /// All learnt numbers.
  var parameterCount: Int {
    folder.model.values.reduce(0) { $0 + ($1.parameter.isStatistic ? 0 : $1.numbers.count) }
  }

  /// The probabilities of the dataset's classes for each image, in the order of the labels.
  func probabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    let probabilities = try await folder.model.probabilities(of: images, threadCount: threadCount)
    guard modelLabels != Array(modelLabels.indices) else { return probabilities }
    return stride(from: 0, to: probabilities.count, by: modelLabels.count).flatMap { start in
      modelLabels.map { probabilities[start + $0] }
    }
  }

  /// The model's label of each of the dataset's classes: by name, spelling aside.
  private static func labels(
    of folder: ModelFolder, path: String, for dataset: Dataset
  ) throws(TrainingError) -> [Int] {
    let ownNames = (0..<dataset.classCount).map(dataset.className)
    // As written first: there are datasets with classes 'A' and 'a'.
    let labels = ownNames.compactMap { name in
      folder.classes.firstIndex(of: name) ?? folder.classes.firstIndex { spelling($0) == spelling(name) }
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
  /// Of each item of a split.
  init(_ part: DatasetPart) {
    self.init(rows: part.size.height, columns: part.size.width, channels: part.channelCount)
  }
}

extension LabelledImages {
  /// The items of a split that have both an image and a label.
  ///
  /// - Throws: `TrainingError` if a label names no class.
  init(_ part: DatasetPart, classCount: Int) throws(TrainingError) {
    let shape = Shape(part)
    let byteCount = part.count * shape.count
    try self.init(
      shape: shape,
      images: part.images.count == byteCount ? part.images : Array(part.images.prefix(byteCount)),
      labels: Array(part.labels.prefix(part.count)), classCount: classCount)
  }
}
