internal import Randomness

/// Orthonormal vectors, made by the modified Gram-Schmidt method, carried out twice (Giraud, Langou and Rozložník
/// 2005, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", section 3).
struct OrthonormalBasis: Sendable {
  let dimension: Int
  private(set) var vectors: [[Double]] = []
  private var random = SplitMix64(state: 0)

  /// The share of a vector's length below which the rest after orthogonalisation is only rounding error.
  private static let rounding = 1e-10

  /// Makes an empty basis.
  init(dimension: Int) { self.dimension = dimension }

  /// Replaces the vectors by the columns of a matrix, made orthonormal in their order. A column that is a linear
  /// combination of those before it is replaced by a random vector.
  mutating func replace(by columns: ColumnGroups) {
    vectors.removeAll(keepingCapacity: true)
    for column in 0..<columns.columnCount {
      if !append(columns.column(column)) { appendRandom() }
    }
  }

  /// Appends a random vector, made orthonormal to the others.
  ///
  /// - Precondition: There are fewer vectors than dimensions.
  mutating func appendRandom() {
    precondition(vectors.count < dimension, "no more vectors are orthogonal than there are dimensions")
    // A draw that is nearly a linear combination of the other vectors occurs about once in ten billion draws.
    while !append((0..<dimension).map { _ in 2 * random.unitInterval() - 1 }) {}
  }

  /// Returns the sum of the vectors, each times its factor.
  func combination(_ factors: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: dimension)
    for (vector, factor) in zip(vectors, factors) { Self.add(vector, times: factor, to: &sum) }
    return sum
  }

  /// Appends a vector, made orthonormal to the others; returns false and appends nothing if the vector is a linear
  /// combination of them.
  private mutating func append(_ vector: [Double]) -> Bool {
    let length = dotProduct(vector, vector).squareRoot()
    guard length > 0 else { return false }
    var rest = vector
    for _ in 0..<2 {
      for other in vectors { Self.add(other, times: -dotProduct(other, rest), to: &rest) }
    }
    let restLength = dotProduct(rest, rest).squareRoot()
    guard restLength > Self.rounding * length else { return false }
    vectors.append(rest.map { $0 / restLength })
    return true
  }

  private static func add(_ vector: [Double], times factor: Double, to sum: inout [Double]) {
    for index in sum.indices { sum[index] += factor * vector[index] }
  }
}
