internal import Configuration
internal import Conversion
package import DatasetFormat
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
package import Training

/// A predictor that puts photos through the pipeline of the training images and asks the model.
package struct PhotoPredictor: ~Copyable {
  private let folder: ModelFolder
  private let pipeline: Pipeline
  /// Whether the model's folder records a pipeline.
  package let isPipelineRecorded: Bool
  private var decoder = PhotoDecoder()
  private let options: DecodingOptions

  /// - Parameter name: the name or file of the pipeline to use; nil for the recorded one, or Fashion-MNIST's if none is
  ///   recorded.
  /// - Throws: `TrainingError` if the pipeline makes images of another shape than the model takes.
  package init(_ folder: ModelFolder, pipeline name: String?) throws {
    let settings: MapSettings
    if let name {
      settings = MapSettings(pipeline: try PipelineLibrary.pipeline(name), jobCount: 1)
    } else if let recipe = try folder.recordedRecipe() {
      settings = try MapSettings(recipe, jobCount: 1)
    } else {
      settings = MapSettings(pipeline: try PipelineLibrary.pipeline(PipelineLibrary.defaultName), jobCount: 1)
    }
    let pipeline = settings.pipeline
    let made = Shape(pipeline.exampleType)
    guard made == folder.model.input else {
      throw TrainingError(
        .invalidInput,
        "pipeline '\(pipeline.name)' makes images of \(made) (rows, columns, channels), and the model takes \(folder.model.input); name another with --pipeline"
      )
    }
    self.folder = folder
    self.pipeline = pipeline
    options = settings.effectiveDecoding
    isPipelineRecorded = folder.pipeline != nil
  }

  package var pipelineName: String { pipeline.name }

  /// Returns the bytes of the image that a photo gives.
  ///
  /// - Throws: `DatasetError` if the file cannot be read, is no photo or gives an image of another size.
  package mutating func image(of photo: String) throws(DatasetError) -> [UInt8] {
    let decoded = try decoder.decode(file: photo, options: options)
    let context = StageContext(isShrunkOnLoad: decoded.image.size != decoded.storedSize)
    var record = StageRecord()
    let image = pipeline.image(of: decoded.image, in: context, record: &record)
    guard image.size == pipeline.imageSize, case .eightBit(let bytes) = image.samples else {
      throw DatasetError(
        .invalidInput,
        "\(photo): pipeline '\(pipeline.name)' makes \(image.size) of it; end the pipeline with 'extend'")
    }
    return bytes
  }

  /// Returns the probabilities of the classes for each image.
  package func probabilities(of images: [[UInt8]], threadCount: Int) async throws -> [[Float]] {
    let classCount = folder.model.classCount
    let labelled = try LabelledImages(
      shape: folder.model.input, images: images.flatMap { $0 },
      labels: [UInt8](repeating: 0, count: images.count), classCount: classCount)
    let all = try await folder.probabilities(of: labelled, threadCount: threadCount)
    return images.indices.map { Array(all[($0 * classCount)..<(($0 + 1) * classCount)]) }
  }
}
