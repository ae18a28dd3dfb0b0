/// The leading eigenvectors of AᵀA by randomised subspace iteration (Halko, Martinsson and Tropp 2011, "Finding
/// structure with randomness", SIAM Review 53, algorithm 4.4), with a Rayleigh-Ritz step (Golub and Van Loan 2013,
/// Matrix Computations, section 8.1.4) that measures the progress of each iteration.
///
/// An iteration multiplies the error of the i-th direction by λ(l+1) / λ(i), and the error of its eigenvalue by the
/// square of that ratio. The λ are the eigenvalues in descending order, and l is the number of directions that are
/// iterated.
enum SubspaceIteration {
  struct Direction: Sendable {
    /// The eigenvector, of length 1.
    var direction: [Double]
    /// The squared length of A times the direction, an eigenvalue of AᵀA.
    var sumOfSquares: Double
  }

  /// The iteration ends when the sum of squares along the directions grows by no more than this share of itself.
  private static let tolerance = 1e-9
  /// The largest number of iterations. If eigenvalues hardly differ, as those of noise do, the iteration converges
  /// slowly, but then one direction is as good as another.
  private static let iterationLimit = 30

  /// - Parameters:
  ///   - deviations: The matrix A.
  ///   - count: The number of directions to find, at most the number of A's columns.
  /// - Returns: Orthonormal directions, in descending order of their sums of squares.
  static func leadingDirections(of deviations: Deviations, count: Int) -> [Direction] {
    let dimension = deviations.dimension
    let iteratedCount = min(dimension, 2 * count + 10)
    var basis = OrthonormalBasis(dimension: dimension)
    for _ in 0..<iteratedCount { basis.appendRandom() }
    var iteration = 1
    var explained = 0.0
    while true {
      let images = deviations.multiplied(by: ColumnGroups(columns: basis.vectors, rowCount: dimension))
      let ritz = SymmetricEigenvalues(of: images.gramMatrix())
      let sum = ritz.values.prefix(count).reduce(0, +)
      // A basis of the whole space needs no iterations.
      if iteratedCount == dimension || iteration == iterationLimit || sum - explained <= tolerance * sum {
        return (0..<count).map { index in
          Direction(
            direction: basis.combination(ritz.vectors[index]), sumOfSquares: ritz.values[index])
        }
      }
      explained = sum
      iteration += 1
      basis.replace(by: deviations.transposedMultiplied(by: images))
    }
  }
}
