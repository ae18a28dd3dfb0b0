/// The similarity of each two of n vectors as a probability, p_ij = (p_j|i + p_i|j) / 2n (van der Maaten and
/// Hinton 2008, section 3.1); the sum over all pairs is 1.
package struct JointProbabilities: Sendable {
  /// The number of vectors, n.
  package let count: Int
  /// The probabilities: n rows of `groupCount` lanes, zero on the diagonal and beyond the last vector.
  let rows: [Lanes]

  var groupCount: Int { Lanes.groupCount(count) }

  /// - Parameters:
  ///   - scores: The coordinates of two vectors or more.
  ///   - perplexity: The effective number of neighbours, 1 or more; limited to a third of the number of other
  ///     vectors, but at least 1.
  ///   - threadCount: The number of threads, 1 or more.
  /// - Throws: `CancellationError`.
  package init(_ scores: ComponentScores, perplexity: Double, threadCount: Int) async throws {
    let count = scores.count
    precondition(count > 1 && perplexity >= 1, "two vectors or more and a perplexity of 1 or more are needed")
    let possible = max(1, min(perplexity, Double(count - 1) / 3))
    var rows = try await RowPieces.map(count, threadCount: threadCount) { piece in
      var rows: [Lanes] = []
      rows.reserveCapacity(piece.count * Lanes.groupCount(count))
      for vector in piece {
        try Task.checkCancellation()
        rows +=
          PerplexityCalibration(scores.squaredDistances(from: vector), perplexity: Float(possible))
          .probabilities
      }
      return rows
    }
    Self.makeSymmetric(&rows, count: count)
    self.count = count
    self.rows = rows
  }

  package subscript(first: Int, second: Int) -> Float {
    rows[first * groupCount + second / Lanes.scalarCount][second % Lanes.scalarCount]
  }

  /// Replaces the conditional probabilities p_j|i by the joint probabilities p_ij.
  private static func makeSymmetric(_ rows: inout [Lanes], count: Int) {
    let groupCount = Lanes.groupCount(count)
    let half = 1 / (2 * Float(count))
    for first in 0..<count {
      for second in 0..<first {
        let above = (second * groupCount + first / Lanes.scalarCount, first % Lanes.scalarCount)
        let below = (first * groupCount + second / Lanes.scalarCount, second % Lanes.scalarCount)
        let joint = (rows[above.0][above.1] + rows[below.0][below.1]) * half
        rows[above.0][above.1] = joint
        rows[below.0][below.1] = joint
      }
    }
  }
}
