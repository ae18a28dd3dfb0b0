internal import Processors
internal import Training
internal import Wording

/// The predictions for many photos, made on all cores.
struct SortPredictions: Sendable {
  private let folder: ModelFolder
  private let pipeline: String?
  private static let pieceLength = 128

  init(_ folder: ModelFolder, pipeline: String?) {
    self.folder = folder
    self.pipeline = pipeline
  }

  /// Returns the prediction for each file, in the order of the files; those without an image have no label.
  func predictions(of files: [String], report: (String) -> Void) async throws -> [Prediction] {
    var predictions: [Prediction] = []
    for start in stride(from: 0, to: files.count, by: Self.pieceLength * Processors.count) {
      report("asking the model: \(grouped(start)) of \(grouped(files.count))")
      let batch = Array(files[start..<min(start + Self.pieceLength * Processors.count, files.count)])
      let (folder, pipeline) = (folder, pipeline)
      let images = try await Parallel.map(batch.count, pieceLength: Self.pieceLength) { range in
        var predictor = try PhotoPredictor(folder, pipeline: pipeline)
        var images: [Result<PhotoPredictor.PredictedImage, PhotoPredictor.UnusablePhoto>] = []
        for index in range {
          do throws(PhotoPredictor.UnusablePhoto) {
            images.append(.success(try predictor.image(of: .file(batch[index]))))
          } catch {
            images.append(.failure(error))
          }
        }
        return images
      }.flatMap { $0 }
      let usable = images.compactMap { try? $0.get() }
      let predictor = try PhotoPredictor(folder, pipeline: pipeline)
      var probabilities = try await predictor.probabilities(of: usable, threadCount: Processors.count)[...]
      let threshold = Prediction.Threshold(folder.calibration ?? .none, chosen: nil)
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
