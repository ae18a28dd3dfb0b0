#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
internal import Platform

/// A slow reference for the eigenvalues and eigenvectors of the covariance of vectors: rotations set the largest entry
/// off the diagonal to zero until none is left.
struct CovarianceReference {
  /// The eigenvalues in descending order.
  let eigenvalues: [Double]
  let eigenvectors: [[Double]]

  init(_ vectors: [Float], dimension: Int) {
    let count = vectors.count / dimension
    let rows = (0..<count).map { row in (0..<dimension).map { Double(vectors[row * dimension + $0]) } }
    let mean = (0..<dimension).map { column in rows.reduce(0) { $0 + $1[column] } / Double(count) }
    var matrix = (0..<dimension).map { first in
      (0..<dimension).map { second in
        rows.reduce(0) { $0 + ($1[first] - mean[first]) * ($1[second] - mean[second]) } / Double(count)
      }
    }
    var turns = (0..<dimension).map { row in (0..<dimension).map { $0 == row ? 1.0 : 0 } }
    let scale = (0..<dimension).reduce(0) { $0 + matrix[$1][$1] }
    while true {
      var (first, second, largest) = (0, 0, 0.0)
      for row in 0..<dimension {
        for column in (row + 1)..<max(dimension, row + 1) where abs(matrix[row][column]) > largest {
          (first, second, largest) = (row, column, abs(matrix[row][column]))
        }
      }
      guard largest > 1e-14 * scale else { break }
      let angle = atan2(2 * matrix[first][second], matrix[first][first] - matrix[second][second]) / 2
      for row in 0..<dimension {
        Self.turn(&matrix[row], first, second, angle)
        Self.turn(&turns[row], first, second, angle)
      }
      for column in 0..<dimension {
        let (x, y) = (matrix[first][column], matrix[second][column])
        matrix[first][column] = cos(angle) * x + sin(angle) * y
        matrix[second][column] = cos(angle) * y - sin(angle) * x
      }
    }
    let order = (0..<dimension).sorted { matrix[$0][$0] > matrix[$1][$1] }
    eigenvalues = order.map { matrix[$0][$0] }
    eigenvectors = order.map { column in turns.map { $0[column] } }
  }

  private static func turn(_ row: inout [Double], _ first: Int, _ second: Int, _ angle: Double) {
    let (x, y) = (row[first], row[second])
    row[first] = cos(angle) * x + sin(angle) * y
    row[second] = cos(angle) * y - sin(angle) * x
  }
}
