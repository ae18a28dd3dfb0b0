/// t-SNE: a map of vectors to points in the plane that keeps neighbours together (van der Maaten and Hinton 2008,
/// "Visualizing data using t-SNE", Journal of Machine Learning Research 9).
///
/// The cost and its gradient are computed exactly, not approximated. Nearby points represent similar vectors; distances
/// between groups, and the size and density of a group, mean little.
package enum NeighbourEmbedding {
  /// A point of the map; the mean of all points is the origin.
  package struct Point: Sendable, Equatable {
    package let x: Float
    package let y: Float

    package init(x: Float, y: Float) { (self.x, self.y) = (x, y) }
  }

  package struct Settings: Sendable {
    /// The effective number of a point's neighbours, 1 or more (section 2); limited to a third of the number of other
    /// points, but at least 1.
    package var perplexity = 30.0
    /// The number of principal components in which distances are measured.
    package var componentCount = 30
    /// The factor for the attraction of neighbours during the first steps (section 3.4, early exaggeration).
    package var exaggeration: Float = 12
    package var exaggeratedStepCount = 250
    /// The number of all steps, including the exaggerated ones.
    package var stepCount = 750

    package init() {}
  }

  /// The smallest number of points for t-SNE. Fewer points would have less than two effective neighbours each, and
  /// there would be no groups to show.
  static let minimumCount = 7

  /// Maps vectors to points: by t-SNE, or by their first two principal components if there are fewer than seven.
  ///
  /// The same vectors give the same points, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - vectors: The vectors, vectors x dimension, row-major.
  ///   - dimension: The number of entries of a vector, 1 or more.
  ///   - settings: The parameters of t-SNE.
  ///   - threadCount: The number of threads that compute the gradient, 1 or more.
  ///   - report: Called after each step with its number, from 1, and the number of steps.
  /// - Returns: A point for each vector, with finite coordinates.
  /// - Throws: `CancellationError` if the task is cancelled.
  /// - Precondition: All numbers are finite.
  /// - Complexity: O(steps x vectors²); memory: 4 bytes x vectors².
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
