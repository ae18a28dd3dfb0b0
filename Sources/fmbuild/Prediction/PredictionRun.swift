internal import DatasetFormat
internal import FileSystem
internal import Processors
internal import Training
internal import Wording
internal import Workflows

/// A run of `predict`: it gathers photos, asks the model about them, and shows what it says.
struct PredictionRun {
  enum Format {
    case text(PredictionText)
    case csv
    case json
  }

  private let format: Format
  private let table: PredictionTable
  private let threshold: Prediction.Threshold
  private let predictor: PhotoPredictor
  private var pictures: PredictionPictures?
  private var notices = PredictionNotices()
  /// The predictions that were shown, in order.
  private(set) var entries: [PredictionEntry] = []
  /// Whether a photo has been read that shows nothing.
  private(set) var hasBlank = false

  /// A photo that waits for the model, or for which there is none.
  private enum Pending {
    case seen(String, PhotoPredictor.PredictedImage, picture: String?)
    case unusable(String, message: String)
  }

  private var pending: [Pending] = []

  init(
    _ folder: ModelFolder, _ predictor: PhotoPredictor, threshold: Prediction.Threshold,
    format: Format, pictures: PredictionPictures?
  ) throws {
    self.format = format
    self.threshold = threshold
    self.predictor = predictor
    self.pictures = pictures
    table = PredictionTable(classes: folder.classes)
    if case .csv = format { try Self.print(CSV.line(PredictionTable.headings)) }
  }

  /// Adds photos, which are converted on all cores; what the model says about them is shown by `flush`, in their order.
  ///
  /// - Parameter photos: the photos, each with the name that its picture has below the folder of `--png`.
  /// - Throws: `DatasetError` if the failure to read one is not its own, such as a drive that went away;
  ///   `CancellationError`.
  mutating func add(_ photos: [(source: PredictionSource, pictureName: String)]) async throws {
    let images = try await predictor.images(of: photos.map(\.source))
    for ((source, pictureName), result) in zip(photos, images) {
      switch result {
      case .success(let image):
        let picture = try pictures?.write(image.image, name: pictureName)
        pending.append(.seen(source.name, image, picture: picture))
      case .failure(let error):
        guard error.isPhotosOwn else { throw DatasetError(.inputOutput, error.message) }
        pending.append(.unusable(source.name, message: error.message))
        if error.isBlank { hasBlank = true }
      }
    }
  }

  /// Adds what is wrong with something that is no photo.
  mutating func add(failure: String, name: String) { pending.append(.unusable(name, message: failure)) }

  /// Asks the model about the photos that were added, and shows what it says.
  ///
  /// - Parameter isShort: whether the text is one line for each photo.
  mutating func flush(isShort: Bool) async throws {
    let images = pending.compactMap { if case .seen(_, let image, _) = $0 { image } else { nil } }
    var probabilities = try await predictor.probabilities(of: images, threadCount: Processors.count)[...]
    let new = pending.map { pending in
      switch pending {
      case .seen(let name, let image, let picture):
        PredictionEntry(
          prediction: Prediction(
            name: name, seen: image, probabilities: probabilities.removeFirst(), threshold: threshold),
          picture: picture)
      case .unusable(let name, let message):
        PredictionEntry(prediction: Prediction(name: name, error: message), picture: nil)
      }
    }
    pending = []
    notices.show(new.map(\.prediction))
    switch format {
    case .json: break
    case .csv: try Self.print(new.map(table.line).joined())
    case .text(let text):
      let lines = new.flatMap { text.lines($0.prediction, isShort: isShort) }
      if !lines.isEmpty { try Output.result(lines.joined(separator: "\n")) }
    }
    entries += new
  }

  /// Shows what can only be said at the end.
  func finish(model: String, _ folder: ModelFolder) throws {
    notices.finish()
    switch format {
    case .csv: break
    case .text:
      guard entries.contains(where: { $0.prediction.error == nil }) else { return }
      if let summary = PredictionText.summary(of: entries.map(\.prediction)) { try Output.result(summary) }
    case .json:
      var unsureBelow: Double?
      if case .from(let least) = threshold { unsureBelow = least }
      try Output.result(
        JSONText.encode(
          PredictionTable.Document(
            model: model, pipeline: predictor.pipelineName, classes: folder.classes,
            calibration: folder.calibration, unsureBelow: unsureBelow,
            predictions: entries.map(table.documentEntry))))
    }
  }

  /// Prints rows of a table, which end in line ends. On a terminal, what cannot be seen is spelt out.
  private static func print(_ rows: String) throws {
    guard !rows.isEmpty else { return }
    let text = String(rows.dropLast())
    try Output.result(Output.resultsAreOnTerminal ? printableLines(text) : text)
  }
}
