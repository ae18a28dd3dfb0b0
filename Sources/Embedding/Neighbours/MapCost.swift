internal import Platform

/// The cost of a map, which measures how badly it shows the vectors' similarities p_ij: the Kullback-Leibler
/// divergence C = Σ p_ij ln(p_ij / q_ij) with q_ij = w_ij / Z, w_ij = 1 / (1 + |y_i - y_j|²), Z = Σ w_kl (van der
/// Maaten and Hinton 2008, section 3.2, equation 4).
package struct MapCost: Sendable {
  private let probabilities: JointProbabilities
  private let threadCount: Int

  /// - Parameters:
  ///   - probabilities: The similarities p_ij of the vectors.
  ///   - threadCount: The number of threads that compute the gradient, 1 or more.
  package init(_ probabilities: JointProbabilities, threadCount: Int) {
    self.probabilities = probabilities
    self.threadCount = threadCount
  }

  /// Returns the cost C in nats.
  ///
  /// - Parameter map: A point for each vector.
  package func value(at map: PlaneMap) -> Double {
    let points = map.points
    func weight(_ first: Int, _ second: Int) -> Double {
      let (x, y) = (
        Double(points[first].x) - Double(points[second].x), Double(points[first].y) - Double(points[second].y)
      )
      return 1 / (1 + x * x + y * y)
    }
    var (totalWeight, cost, probability) = (0.0, 0.0, 0.0)
    for first in points.indices {
      for second in points.indices where second != first {
        let (p, w) = (Double(probabilities[first, second]), weight(first, second))
        totalWeight += w
        probability += p
        cost += p > 0 ? p * log(p / w) : 0
      }
    }
    return cost + probability * log(totalWeight)
  }

  /// Returns the gradient of C by each point's coordinates, 4 Σ_j (p_ij - q_ij) w_ij (y_i - y_j) (section 3.2,
  /// equation 5).
  ///
  /// - Parameters:
  ///   - map: A point for each vector.
  ///   - exaggeration: The factor for every p_ij (section 3.4); 1 for the gradient of C itself.
  /// - Throws: `CancellationError`.
  package func gradient(at map: PlaneMap, exaggeration: Float = 1) async throws -> [SIMD2<Float>] {
    precondition(map.count == probabilities.count, "the map must have a point for each vector")
    let probabilities = probabilities
    let forces = try await RowPieces.map(map.count, threadCount: threadCount) { piece in
      let (rows, groupCount) = (probabilities.rows.span, probabilities.groupCount)
      return piece.map { point in
        PointForces(on: point, of: map, rows.extracting((point * groupCount)..<((point + 1) * groupCount)))
      }
    }
    var totalWeight = 0.0
    for force in forces { totalWeight += Double(force.weight) }
    let share = Float(1 / totalWeight)
    return forces.map { 4 * (exaggeration * $0.attraction - share * $0.repulsion) }
  }
}
