/// t-SNE: points in the plane, near each other where the vectors they stand for are (van der Maaten and Hinton 2008,
/// "Visualizing data using t-SNE", Journal of Machine Learning Research 9).
///
/// The cost, its gradient and their sums are exact. What is near on the map was near before; distances between groups, the size of
/// a group and its density say little.
package enum NeighbourEmbedding {
  /// A place on the map, whose middle is the origin.
  package struct Point: Sendable, Equatable {
    package let x: Float
    package let y: Float

    package init(x: Float, y: Float) { (self.x, self.y) = (x, y) }
  }

  package struct Settings: Sendable {
    /// How many neighbours a point has in effect, 1 or more (section 2); of few points, no more than a third of the others.
    package var perplexity = 30.0
    /// Principal components of the vectors between which distances are measured.
    package var componentCount = 30
    /// By how much neighbours pull more strongly during the first steps (section 3.4, early exaggeration).
    package var exaggeration: Float = 12
    package var exaggeratedStepCount = 250
    /// Of all steps, exaggerated or not.
    package var stepCount = 750

    package init() {}
  }

  /// Of fewer points each would have less than two neighbours in effect, and there are no groups to show.
  static let minimumCount = 7

  /// Lays vectors out: by t-SNE, or along their first two principal components if there are fewer than seven.
  ///
  /// The same vectors give the same points, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - vectors: vectors x dimension, row-major.
  ///   - dimension: numbers in a vector, 1 or more.
  ///   - threadCount: how many rows of the gradient are computed at a time, 1 or more.
  ///   - report: called after each step with its number, from 1, and the number of steps.
  /// - Returns: a point for each vector, finite.
  /// - Throws: `CancellationError` if the task is cancelled.
  /// - Precondition: all numbers are finite.
  /// - Complexity: steps x vectors²; memory of 4 bytes x vectors².
  package static func points(
    _ vectors: [Float], dimension: Int, settings: Settings = Settings(), threadCount: Int,
    report: @Sendable (_ step: Int, _ of: Int) -> Void = { _, _ in }
  ) async throws -> [Point] {
    let scores = ComponentScores(
      vectors, dimension: dimension, componentCount: max(2, settings.componentCount))
    guard scores.count >= minimumCount else {
      return (0..<scores.count).map { Point(x: scores[$0, 0], y: scores[$0, 1]) }
    }
    let cost = MapCost(
      try await JointProbabilities(scores, perplexity: settings.perplexity, threadCount: threadCount),
      threadCount: threadCount)
    var descent = MapDescent(from: scores)
    for step in 0..<settings.stepCount {
      let isExaggerated = step < settings.exaggeratedStepCount
      let gradient = try await cost.gradient(
        at: descent.map, exaggeration: isExaggerated ? settings.exaggeration : 1)
      descent.step(along: gradient, momentum: isExaggerated ? 0.5 : 0.8)
      report(step + 1, settings.stepCount)
    }
    return descent.map.points
  }
}
