internal import Configuration
internal import Conversion
internal import DatasetFormat
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
package import Training

/// A predictor that puts photos through the pipeline of the training images and asks the model.
package struct PhotoPredictor: ~Copyable {
  private let folder: ModelFolder
  private let settings: MapSettings
  private let training: TrainingBackgrounds
  /// Whether the model's folder records a pipeline.
  package let isPipelineRecorded: Bool
  private var decoder = PhotoDecoder()

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
    self.settings = settings
    training = TrainingBackgrounds(folder)
    isPipelineRecorded = folder.pipeline != nil
  }

  package var pipelineName: String { settings.pipeline.name }

  /// The image that a photo gives.
  package struct PredictedImage {
    package let bytes: [UInt8]
    /// A warning that the model has not learned from such a photo; nil if there is none.
    package let warning: String?
  }

  /// The reason why a photo gives no image.
  package struct UnusablePhoto: Error {
    /// The problem and what the user can do about it, beginning with the path.
    package let message: String
    /// Whether the photo can be read, but shows nothing.
    package let isBlank: Bool
    /// Whether the cause is the photo's own, unlike a drive that went away.
    package let isPhotosOwn: Bool
  }

  /// Returns the image that a photo gives.
  ///
  /// - Throws: `UnusablePhoto` if the file cannot be read, is no photo, shows nothing or gives an image of another size.
  package mutating func image(of photo: String) throws(UnusablePhoto) -> PredictedImage {
    let decoded: DecodedPhoto
    do throws(DatasetError) {
      decoded = try decoder.decode(file: photo, for: settings)
    } catch {
      throw UnusablePhoto(message: error.message, isBlank: false, isPhotosOwn: error.code != .inputOutput)
    }
    do throws(PhotoRejection) {
      var background: Double?
      let made = try PhotoImage(decoded, settings: settings) { stage, picture in
        if stage == Decode.description.name { background = borderLevel(of: picture) }
      }
      guard case .eightBit(let bytes) = made.image.samples else {
        preconditionFailure("a pipeline ends in bytes")
      }
      let warning = training.warning(
        about: made.image, pipeline: settings.pipeline, photoBackground: background ?? 0)
      return PredictedImage(bytes: bytes, warning: warning.map { "\(photo): \($0)" })
    } catch {
      throw UnusablePhoto(
        message: "\(photo): \(error.detail)", isBlank: error.reason == .nothingToSee, isPhotosOwn: true)
    }
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
