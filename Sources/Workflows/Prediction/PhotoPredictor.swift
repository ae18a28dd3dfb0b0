internal import Configuration
internal import Conversion
internal import DatasetFormat
internal import ImageCodecs
package import ImageCore
internal import ImageStages
internal import Processors
package import Training
internal import Wording

/// A predictor that puts photos through the pipeline of the training images and asks the model.
package struct PhotoPredictor: Sendable {
  /// What a file with the size of the model's images is taken for.
  package enum Treatment: String, CaseIterable, Sendable {
    /// An image of a dataset if it looks like one, otherwise a photo.
    case recognised = "auto"
    /// A photo, which is converted.
    case photo
    /// An image of a dataset, which is not converted.
    case image
  }

  private let folder: ModelFolder
  private let settings: MapSettings
  private let training: TrainingBackgrounds
  private let treatment: Treatment
  /// Whether the model's folder records a pipeline.
  package let isPipelineRecorded: Bool

  /// - Parameter name: the name or file of the pipeline to use; nil for the recorded one, or Fashion-MNIST's if none is
  ///   recorded.
  /// - Throws: `TrainingError` if the pipeline makes images of another shape than the model takes.
  package init(_ folder: ModelFolder, pipeline name: String?, treatment: Treatment = .recognised) throws {
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
    self.treatment = treatment
    training = TrainingBackgrounds(folder)
    isPipelineRecorded = folder.pipeline != nil
  }

  package var pipelineName: String { settings.pipeline.name }

  /// The image that the network sees.
  package struct PredictedImage: Sendable {
    /// 8-bit, of the size and channels of the model's input.
    package let image: Image
    /// Whether the pipeline has made the image of a photo.
    package let isConverted: Bool
    /// What was assumed about the file, as a clause without its name; nil if nothing was.
    package let assumption: String?
    /// A warning, without the photo's name, that the model has not learned from such a photo; nil if there is none.
    package let warning: String?
    /// The class that a dataset gives to the image; nil for photos.
    package let given: String?
    /// The model's label of the given class; nil if the model does not know it.
    package let givenLabel: Int?

    package var bytes: [UInt8] { image.eightBitSamples }
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

  /// The number of photos that are converted by one task.
  private static let pieceLength = 16

  /// Returns the images that the network sees of photos, and of images of datasets, in the order of the sources; they are
  /// made on all cores.
  ///
  /// - Throws: `CancellationError`.
  package func images(of sources: [PredictionSource]) async throws -> [Result<PredictedImage, UnusablePhoto>]
  {
    let memory = MemoryBudget()
    return try await Parallel.map(sources.count, pieceLength: Self.pieceLength) { piece in
      var decoder = PhotoDecoder()
      var images: [Result<PredictedImage, UnusablePhoto>] = []
      for source in sources[piece] {
        try Task.checkCancellation()
        do throws(UnusablePhoto) {
          images.append(.success(try image(of: source, &decoder, memory)))
        } catch {
          images.append(.failure(error))
        }
      }
      return images
    }.flatMap { $0 }
  }

  /// Returns the image that the network sees of a photo, or of an image of a dataset.
  ///
  /// - Parameter memory: the memory that photos converted at the same time share.
  /// - Throws: `UnusablePhoto` if the file cannot be read, is no photo, shows nothing or gives an image of another size.
  private func image(
    of source: PredictionSource, _ decoder: inout PhotoDecoder, _ memory: MemoryBudget
  ) throws(UnusablePhoto) -> PredictedImage {
    if case .image(let position, let dataset) = source { return try image(at: position, of: dataset) }
    let file: [UInt8]
    do throws(DatasetError) {
      switch source {
      case .image: preconditionFailure("an image of a dataset is in no file")
      case .bytes(let bytes, _): file = bytes
      case .file(let path): file = try decoder.read(file: path)
      }
    } catch {
      throw UnusablePhoto(message: error.message, isBlank: false, isPhotosOwn: error.code != .inputOutput)
    }
    let decoded: DecodedPhoto
    var takenByteCount = 0
    defer { memory.giveBack(takenByteCount) }
    do throws(DatasetError) {
      decoded = try decoder.decode(file, name: source.name, for: settings) { byteCount in
        memory.take(byteCount + file.count)
        takenByteCount = byteCount + file.count
      }
    } catch {
      throw UnusablePhoto(message: error.message, isBlank: false, isPhotosOwn: true)
    }
    let isOwnFile = ImageEncoder.hasEncoded(file)
    if let ready = try readyImage(decoded, isOwnFile: isOwnFile, source.name) {
      return PredictedImage(
        image: ready.image, isConverted: false,
        assumption: treatment == .image
          ? nil
          : "\(ready.reason): taken for an image of a dataset, and not converted (--as photo converts it)",
        warning: training.warning(about: ready.image, of: nil, pipeline: settings.pipeline), given: nil,
        givenLabel: nil)
    }
    return try converted(decoded, name: source.name)
  }

  private func readyImage(
    _ decoded: DecodedPhoto, isOwnFile: Bool, _ name: String
  ) throws(UnusablePhoto) -> ReadyImage? {
    let input = folder.model.input
    switch treatment {
    case .photo: return nil
    case .recognised:
      guard let ready = ReadyImage(decoded, isOwnFile: isOwnFile, for: input, training) else { return nil }
      try Self.checkContent(of: ready.image, name)
      return ready
    case .image:
      guard let ready = ReadyImage(asTold: decoded, for: input) else {
        throw UnusablePhoto(
          message:
            "\(name): this is no image of \(input) (rows, columns, channels), 8 bits, as the model takes them; "
            + "leave --as image out", isBlank: false, isPhotosOwn: true)
      }
      try Self.checkContent(of: ready.image, name)
      return ready
    }
  }

  private static func checkContent(of image: Image, _ name: String) throws(UnusablePhoto) {
    guard image.levels.count == 1 else { return }
    throw UnusablePhoto(
      message: "\(name): nothing to see: the image is blank, one colour all over", isBlank: true,
      isPhotosOwn: true)
  }

  /// Puts a photo through the pipeline.
  private func converted(_ decoded: DecodedPhoto, name: String) throws(UnusablePhoto) -> PredictedImage {
    let isLikeAnImage =
      treatment == .recognised && ReadyImage.isLikeAnImage(decoded, for: folder.model.input)
    do throws(PhotoRejection) {
      var level: Double?
      let made = try PhotoImage(decoded, settings: settings) { stage, picture in
        if stage == Decode.description.name { level = PhotoBackground.level(of: picture) }
      }
      guard case .eightBit = made.image.samples else { preconditionFailure("a pipeline ends in bytes") }
      var photo: TrainingBackgrounds.Photo?
      if let background = made.stages.background, let level {
        photo = TrainingBackgrounds.Photo(background: background, level: level)
      }
      var warning = training.warning(about: made.image, of: photo, pipeline: settings.pipeline)
      if made.stages.isolation?.method == ProductIsolation.Method.none {
        warning =
          "warning: no product was found on its background; take the photo again, with the whole product in it"
      }
      return PredictedImage(
        image: made.image, isConverted: true,
        assumption: isLikeAnImage
          ? "it has the size of the model's images, but not their background: taken for a photo, and converted "
            + "(--as image takes it as it is)" : nil,
        warning: warning, given: nil, givenLabel: nil)
    } catch {
      throw UnusablePhoto(
        message: "\(name): \(error.detail)", isBlank: error.reason == .nothingToSee, isPhotosOwn: true)
    }
  }

  /// Returns an image of a dataset as it is.
  private func image(at position: ExamplePosition, of dataset: Dataset) throws(UnusablePhoto)
    -> PredictedImage
  {
    let name = PredictionSource.image(position, of: dataset).name
    guard let part = dataset.data[position.split], dataset.holds(position) else {
      throw UnusablePhoto(message: "\(name): there is no such image", isBlank: false, isPhotosOwn: true)
    }
    guard Shape(part.type) == folder.model.input else {
      throw UnusablePhoto(
        message:
          "\(name): the image is of \(Shape(part.type)) (rows, columns, channels), and the model takes "
          + "\(folder.model.input); train one on this dataset", isBlank: false, isPhotosOwn: true)
    }
    let image = part.picture(of: position.index)
    try Self.checkContent(of: image, name)
    let label = dataset.label(of: position)
    return PredictedImage(
      image: image, isConverted: false, assumption: nil,
      warning: training.warning(about: image, of: nil, pipeline: settings.pipeline),
      given: dataset.className(label), givenLabel: modelLabel(of: label, in: dataset))
  }

  /// Returns the model's label of a dataset's class, by name, apart from spelling; where the dataset has no names, the
  /// same number.
  private func modelLabel(of label: Int, in dataset: Dataset) -> Int? {
    guard dataset.classNames != nil else { return folder.classes.indices.contains(label) ? label : nil }
    let name = dataset.className(label)
    return folder.classes.firstIndex(of: name) ?? folder.classes.firstIndex { Spelling.isSame($0, name) }
  }

  /// Returns the calibrated probabilities of the classes for each image.
  package func probabilities(of images: [PredictedImage], threadCount: Int) async throws -> [[Float]] {
    let classCount = folder.model.classCount
    let labelled = try LabelledImages(
      shape: folder.model.input, images: images.flatMap(\.bytes),
      labels: [UInt8](repeating: 0, count: images.count), classCount: classCount)
    let all = try await folder.probabilities(of: labelled, threadCount: threadCount)
    return images.indices.map { Array(all[($0 * classCount)..<(($0 + 1) * classCount)]) }
  }
}
