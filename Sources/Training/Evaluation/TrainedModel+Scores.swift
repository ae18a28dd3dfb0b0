extension TrainedModel {
  /// What the model says of images, against their labels.
  ///
  /// - Throws: as `probabilities(of:threadCount:)` does.
  public func scores(on images: LabelledImages, threadCount: Int) async throws -> Scores {
    Scores(
      try ConfusionMatrix(
        given: images.labels, probabilities: try await probabilities(of: images, threadCount: threadCount),
        classCount: images.classCount))
  }
}
