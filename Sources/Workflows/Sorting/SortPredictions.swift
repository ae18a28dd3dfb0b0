internal import Processors
internal import Training
internal import Wording

/// The predictions for many photos, made on all cores.
struct SortPredictions: Sendable {
  private let folder: ModelFolder
  private let pipeline: String?
  /// The number of photos whose images are in memory together.
  private static let batchCount = 512

  init(_ folder: ModelFolder, pipeline: String?) {
    self.folder = folder
    self.pipeline = pipeline
  }

  /// Returns the prediction for each file, in the order of the files; those without an image have no label.
  func predictions(of files: [String], report: (String) -> Void) async throws -> [Prediction] {
    let predictor = try PhotoPredictor(folder, pipeline: pipeline)
    let threshold = Prediction.Threshold(folder.calibration ?? .none, chosen: nil)
    var predictions: [Prediction] = []
    for start in stride(from: 0, to: files.count, by: Self.batchCount) {
      report("asking the model: \(grouped(start)) of \(grouped(files.count))")
      let batch = files[start..<min(start + Self.batchCount, files.count)]
      let images = try await predictor.images(of: batch.map { .file($0) })
      let usable = images.compactMap { try? $0.get() }
      var probabilities = try await predictor.probabilities(of: usable, threadCount: Processors.count)[...]
      for (file, image) in zip(batch, images) {
        switch image {
        case .success(let seen):
          predictions.append(
            Prediction(
              name: file, seen: seen, probabilities: probabilities.popFirst() ?? [], threshold: threshold))
        case .failure(let unusable): predictions.append(Prediction(name: file, error: unusable.message))
        }
      }
    }
    return predictions
  }
}
