/// How alike vectors are: p_ij = (p_j|i + p_i|j) / 2n for each two of n (van der Maaten and Hinton 2008, section 3.1), which sum to
/// 1 over all pairs.
package struct JointProbabilities: Sendable {
  /// The number of vectors, n.
  package let count: Int
  /// n rows of vectors of lanes; zero on the diagonal and beyond the last vector.
  let rows: [Lanes]

  var groupCount: Int { Lanes.groupCount(count) }

  /// - Parameters:
  ///   - scores: two vectors or more.
  ///   - perplexity: 1 or more; a third of the other vectors' number is taken if that is less.
  /// - Throws: `CancellationError`.
  package init(_ scores: ComponentScores, perplexity: Double, threadCount: Int) async throws {
    let count = scores.count
    precondition(count > 1 && perplexity >= 1, "a vector has neighbours")
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

  /// From p_j|i to p_ij.
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
