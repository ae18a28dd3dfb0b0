/// The eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations, row by row (Golub and
/// Van Loan 2013, Matrix Computations, section 8.5).
struct SymmetricEigenvalues: Sendable {
  /// The eigenvalues in descending order.
  let values: [Double]
  /// The eigenvectors, orthonormal and in the order of the values.
  let vectors: [[Double]]

  /// The largest number of sweeps over the matrix. Convergence is quadratic, so a few are usually enough.
  private static let sweepLimit = 60

  /// - Parameter rows: A symmetric matrix of finite numbers.
  init(of rows: [[Double]]) {
    var matrix = rows
    // Entries up to this size are negligible beside the largest eigenvalue.
    let tolerance = 0x1p-52 * (rows.indices.map { abs(rows[$0][$0]) }.max() ?? 0)
    var vectors = rows.indices.map { row in rows.indices.map { $0 == row ? 1.0 : 0 } }
    for _ in 0..<Self.sweepLimit {
      var hasRotated = false
      for first in matrix.indices.dropLast() {
        for second in (first + 1)..<matrix.count {
          guard abs(matrix[first][second]) > tolerance else { continue }
          let rotation = Rotation(matrix, first, second)
          hasRotated = true
          rotation.apply(to: &matrix)
          rotation.applyToRows(of: &vectors)
        }
      }
      if !hasRotated { break }
    }
    let order = matrix.indices.sorted { (-matrix[$0][$0], $0) < (-matrix[$1][$1], $1) }
    values = order.map { matrix[$0][$0] }
    self.vectors = order.map { vectors[$0] }
  }

  /// A rotation J of two coordinates that makes the matrix's entry for the two zero.
  private struct Rotation {
    let first: Int
    let second: Int
    let cosine: Double
    let sine: Double

    /// - Precondition: The matrix's entry for the two coordinates is not zero.
    init(_ matrix: [[Double]], _ first: Int, _ second: Int) {
      let tau = (matrix[second][second] - matrix[first][first]) / (2 * matrix[first][second])
      let tangent = (tau < 0 ? -1 : 1) / (abs(tau) + (1 + tau * tau).squareRoot())
      (self.first, self.second) = (first, second)
      cosine = 1 / (1 + tangent * tangent).squareRoot()
      sine = tangent * cosine
    }

    /// Replaces the matrix M by JᵀMJ.
    func apply(to matrix: inout [[Double]]) {
      applyToRows(of: &matrix)
      for row in matrix.indices {
        let (x, y) = (matrix[row][first], matrix[row][second])
        matrix[row][first] = cosine * x - sine * y
        matrix[row][second] = sine * x + cosine * y
      }
    }

    /// Replaces the matrix M by JᵀM.
    func applyToRows(of matrix: inout [[Double]]) {
      for column in matrix.indices {
        let (x, y) = (matrix[first][column], matrix[second][column])
        matrix[first][column] = cosine * x - sine * y
        matrix[second][column] = sine * x + cosine * y
      }
    }
  }
}
