extension Pipeline {
  /// The most stages that a pipeline may have, `decode` included; the longest that come with the program have ten.
  package static let largestStageCount = 64

  /// Checks the length of a pipeline before its stages are made.
  ///
  /// - Throws: `StageError` if there are more stages than a pipeline may have.
  package static func checkStageCount(_ count: Int) throws(StageError) {
    guard count <= largestStageCount else {
      throw StageError(
        .invalidPipeline,
        "there are \(count) stages, and a pipeline has at most \(largestStageCount); leave some out")
    }
  }
}
