/// The leading eigenvectors of AᵀA by randomised subspace iteration (Halko, Martinsson and Tropp 2011, "Finding structure with
/// randomness", SIAM Review 53, algorithm 4.4), with a Rayleigh-Ritz step (Golub and Van Loan 2013, Matrix Computations,
/// section 8.1.4) that says how far each iteration has come.
///
/// An iteration makes the error of the i-th direction smaller by λ(l+1) / λ(i), λ being the eigenvalues in descending order and l
/// the number of directions that are iterated on, and that of its eigenvalue by the square of it.
enum SubspaceIteration {
  struct Direction: Sendable {
    /// Of length 1.
    var direction: [Double]
    /// |A direction|², an eigenvalue of AᵀA.
    var sumOfSquares: Double
  }

  /// An iteration after which the directions explain more by no more than this share is the last one.
  private static let tolerance = 1e-9
  /// Where eigenvalues hardly differ, as those of noise do, one direction is as good as another.
  private static let iterationLimit = 30

  /// - Parameters:
  ///   - deviations: A.
  ///   - count: how many directions to find; no more than A has columns.
  /// - Returns: orthonormal directions, the one with the largest sum of squares first.
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
      // A basis of the whole space needs no iteration.
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
