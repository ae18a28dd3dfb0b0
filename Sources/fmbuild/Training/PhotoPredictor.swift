internal import Configuration
internal import DatasetBuilding
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Training

/// Puts photos through the very pipeline that made the training images, and asks the model.
struct PhotoPredictor: ~Copyable {
  private let folder: ModelFolder
  private let pipeline: Pipeline
  /// Whether the model says which pipeline it wants.
  let isPipelineRecorded: Bool
  private var decoder = PhotoDecoder()
  private let options: DecodingOptions

  /// - Parameter name: a pipeline by name or file instead of the model's; nil for the model's own, or if it knows none,
  ///   Fashion-MNIST's.
  /// - Throws: `TrainingError` if the pipeline makes images of another shape than the model takes.
  init(_ folder: ModelFolder, pipeline name: String?) throws {
    let pipeline: Pipeline
    var options = DecodingOptions()
    if let name {
      pipeline = try PipelineLibrary.pipeline(name)
    } else if let recorded = folder.pipeline {
      let entry: DatasetDescription.PipelineEntry = try recorded.decoded()
      pipeline = try Self.pipeline(entry)
      options.shrinkTarget = entry.isFast ? pipeline.thumbnail?.threshold : nil
    } else {
      pipeline = try PipelineLibrary.pipeline(PipelineLibrary.defaultName)
    }
    let made = Shape(
      rows: pipeline.itemSize.height, columns: pipeline.itemSize.width,
      channels: pipeline.itemChannels.rawValue)
    guard made == folder.model.input else {
      throw TrainingError(
        .invalidInput,
        "pipeline '\(pipeline.name)' makes images of \(made) (rows, columns, channels), and the model takes \(folder.model.input); name another with --pipeline"
      )
    }
    self.folder = folder
    self.pipeline = pipeline
    self.options = options
    isPipelineRecorded = folder.pipeline != nil
  }

  private static func pipeline(_ entry: DatasetDescription.PipelineEntry) throws(TrainingError) -> Pipeline {
    do throws(StageError) {
      return try Pipeline(entry)
    } catch {
      throw TrainingError(
        .invalidFile, "the model's pipeline '\(entry.name)': \(error.message); name another with --pipeline")
    }
  }

  var pipelineName: String { pipeline.name }

  /// The bytes of a photo's item.
  ///
  /// - Throws: `DatasetError` if the file cannot be read or is no photo.
  mutating func item(of photo: String) throws(DatasetError) -> [UInt8] {
    let decoded = try decoder.decode(file: photo, options: options)
    var trace = Trace(isShrunkOnLoad: decoded.image.size != decoded.storedSize)
    let item = pipeline.item(from: decoded.image, trace: &trace)
    guard item.size == pipeline.itemSize, case .eightBit(let bytes) = item.samples else {
      throw DatasetError(
        .invalidInput,
        "\(photo): pipeline '\(pipeline.name)' makes \(item.size) of it; end the pipeline with 'extend'")
    }
    return bytes
  }

  /// The probabilities of the classes for each item.
  func probabilities(of items: [[UInt8]], threadCount: Int) async throws -> [[Float]] {
    let classCount = folder.model.classCount
    let images = try LabelledImages(
      shape: folder.model.input, images: items.flatMap { $0 },
      labels: [UInt8](repeating: 0, count: items.count),
      classCount: classCount)
    let all = try await folder.model.probabilities(of: images, threadCount: threadCount)
    return items.indices.map { Array(all[($0 * classCount)..<(($0 + 1) * classCount)]) }
  }
}
