/// Principal components: the orthogonal directions in which vectors vary most (Jolliffe 2002, Principal Component Analysis,
/// section 1.1).
///
/// Sums and products are IEEE doubles in a fixed order, and nothing is drawn but by a fixed seed: the same vectors give the same
/// components everywhere.
package struct PrincipalComponents: Sendable {
  /// Numbers in a vector.
  package let dimension: Int
  /// Of the vectors; `dimension` numbers, all zero if there is no vector.
  package let mean: [Float]
  /// Orthonormal vectors, the one with the largest variance first: components x dimension, row-major.
  ///
  /// Of each, the entry with the largest size (the first of several) is positive. Beyond the rank of the vectors they are any
  /// that are orthogonal to the rest.
  package let components: [Float]
  /// The share of the vectors' variance along each component, 0...1, none larger than the one before; all zero if the vectors
  /// are equal.
  package let explained: [Double]

  /// The number of components.
  package var count: Int { explained.count }

  /// - Parameters:
  ///   - vectors: vectors x dimension, row-major, finite.
  ///   - dimension: numbers in a vector, 1 or more.
  ///   - componentCount: how many components to find; no more than `dimension` are.
  /// - Precondition: all numbers are finite.
  /// - Complexity: vectors x dimension x components, times some 10; `SubspaceIteration` has the method.
  package init(_ vectors: [Float], dimension: Int, componentCount: Int) {
    precondition(dimension > 0 && vectors.count % dimension == 0, "vectors are whole")
    precondition(componentCount >= 0, "components are counted from zero")
    precondition(vectors.allSatisfy(\.isFinite), "principal components are of finite numbers")
    let deviations = Deviations(vectors, dimension: dimension)
    let found = SubspaceIteration.leadingDirections(of: deviations, count: min(componentCount, dimension))
    self.dimension = dimension
    mean = deviations.mean.map { Float($0) }
    let total = deviations.sumOfSquares()
    // Rounding can leave a share a little outside.
    explained = found.map { total > 0 ? min(1, max(0, $0.sumOfSquares / total)) : 0 }
    components = found.flatMap { Self.withFixedSign($0.direction).map { Float($0) } }
  }

  /// Coordinates along the components: (x - mean) · component.
  ///
  /// - Parameter vectors: vectors x dimension, row-major, finite.
  /// - Returns: vectors x components, row-major.
  package func scores(of vectors: [Float]) -> [Float] {
    let columns = exactScores(of: vectors)
    return (0..<(vectors.count / dimension)).flatMap { row in columns.map { Float($0[row]) } }
  }

  /// The coordinates along each component in turn, which may be too large for floats.
  func exactScores(of vectors: [Float]) -> [[Double]] {
    precondition(vectors.count % dimension == 0, "vectors are whole")
    let deviations = Deviations(vectors, dimension: dimension, mean: mean.map { Double($0) })
    let directions = (0..<count).map { index in
      components[(index * dimension)..<((index + 1) * dimension)].map { Double($0) }
    }
    let scores = deviations.multiplied(by: ColumnGroups(columns: directions, rowCount: dimension))
    return (0..<count).map { scores.column($0) }
  }

  /// A direction and its opposite are the same component: the one whose largest entry is positive is taken.
  private static func withFixedSign(_ direction: [Double]) -> [Double] {
    var largest = 0.0
    // As floats, which is what is seen of them; of entries as large as each other the first one decides.
    for entry in direction where abs(Float(entry)) > abs(Float(largest)) { largest = entry }
    return largest < 0 ? direction.map { -$0 } : direction
  }
}
