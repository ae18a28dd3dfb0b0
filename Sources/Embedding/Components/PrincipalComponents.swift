/// Principal components: the orthogonal directions in which vectors vary most (Jolliffe 2002, Principal Component
/// Analysis, section 1.1).
///
/// Sums and products are IEEE doubles in a fixed order, and random numbers have a fixed seed: the same vectors
/// give the same components everywhere.
package struct PrincipalComponents: Sendable {
  /// The number of entries of a vector.
  package let dimension: Int
  /// The mean of the vectors: `dimension` numbers, all zero if there is no vector.
  package let mean: [Float]
  /// The components, orthonormal vectors in descending order of variance: components x dimension, row-major.
  ///
  /// The entry of a component with the largest absolute value (the first of several) is positive. Components
  /// beyond the rank of the vectors are arbitrary vectors orthogonal to the others.
  package let components: [Float]
  /// The share of the vectors' variance along each component, 0...1, in descending order; all zero if the vectors are
  /// equal.
  package let explained: [Double]

  /// The number of components.
  package var count: Int { explained.count }

  /// - Parameters:
  ///   - vectors: The vectors, vectors x dimension, row-major.
  ///   - dimension: The number of entries of a vector, 1 or more.
  ///   - componentCount: The number of components to find, limited to `dimension`.
  /// - Precondition: All numbers are finite.
  /// - Complexity: O(vectors x dimension x components), times about 10; `SubspaceIteration` describes the method.
  package init(_ vectors: [Float], dimension: Int, componentCount: Int) {
    precondition(
      dimension > 0 && vectors.count % dimension == 0, "every vector must have `dimension` entries")
    precondition(componentCount >= 0, "the number of components must not be negative")
    precondition(vectors.allSatisfy(\.isFinite), "all numbers must be finite")
    let deviations = Deviations(vectors, dimension: dimension)
    let found = SubspaceIteration.leadingDirections(of: deviations, count: min(componentCount, dimension))
    self.dimension = dimension
    mean = deviations.mean.map { Float($0) }
    let total = deviations.sumOfSquares()
    // Rounding can bring a share slightly outside 0...1.
    explained = found.map { total > 0 ? min(1, max(0, $0.sumOfSquares / total)) : 0 }
    components = found.flatMap { Self.withFixedSign($0.direction).map { Float($0) } }
  }

  /// Returns the coordinates of vectors along the components: (x - mean) · component.
  ///
  /// - Parameter vectors: The vectors, vectors x dimension, row-major, finite.
  /// - Returns: The coordinates, vectors x components, row-major.
  package func scores(of vectors: [Float]) -> [Float] {
    let columns = exactScores(of: vectors)
    return (0..<(vectors.count / dimension)).flatMap { row in columns.map { Float($0[row]) } }
  }

  /// Returns the coordinates of all vectors along each component, as doubles: they may be too large for floats.
  func exactScores(of vectors: [Float]) -> [[Double]] {
    precondition(vectors.count % dimension == 0, "every vector must have `dimension` entries")
    let deviations = Deviations(vectors, dimension: dimension, mean: mean.map { Double($0) })
    let directions = (0..<count).map { index in
      components[(index * dimension)..<((index + 1) * dimension)].map { Double($0) }
    }
    let scores = deviations.multiplied(by: ColumnGroups(columns: directions, rowCount: dimension))
    return (0..<count).map { scores.column($0) }
  }

  /// Returns the direction or its opposite, which are the same component: the one whose largest entry is positive.
  private static func withFixedSign(_ direction: [Double]) -> [Double] {
    var largest = 0.0
    // Compared as floats, as in the result; if several entries are equally large, the first one decides.
    for entry in direction where abs(Float(entry)) > abs(Float(largest)) { largest = entry }
    return largest < 0 ? direction.map { -$0 } : direction
  }
}
