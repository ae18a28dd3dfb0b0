internal import Training

extension ModelFolder {
  /// Returns the calibrated probabilities of the model's classes for each image: images x classes, row-major.
  ///
  /// - Throws: `TrainingError` if the parameters, each of which is finite, are so large that a probability is not.
  func probabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    let probabilities = try await model.probabilities(of: images, threadCount: threadCount)
    guard probabilities.allSatisfy(\.isFinite) else {
      throw TrainingError(
        .invalidFile,
        "the parameters or the normalisation of model '\(model.model.name)' are so large that its results are not numbers; "
          + "restore its folder from a copy, or train the model again")
    }
    return (calibration ?? .none).calibrated(probabilities, classCount: model.classCount)
  }
}
