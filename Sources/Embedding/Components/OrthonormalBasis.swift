internal import Randomness

/// Orthonormal vectors, made by the method of Gram and Schmidt in its modified form, carried out twice (Giraud, Langou and
/// Rozložník 2005, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", section 3).
struct OrthonormalBasis: Sendable {
  let dimension: Int
  private(set) var vectors: [[Double]] = []
  private var random = SplitMix64(state: 0)

  /// What is left of a vector is rounding if it is shorter than this share of it.
  private static let rounding = 1e-10

  /// A basis of nothing.
  init(dimension: Int) { self.dimension = dimension }

  /// The columns of a matrix, made orthonormal in their order; one that is a combination of those before it gives way to a
  /// vector at random.
  mutating func replace(by columns: ColumnGroups) {
    vectors.removeAll(keepingCapacity: true)
    for column in 0..<columns.columnCount {
      if !append(columns.column(column)) { appendRandom() }
    }
  }

  /// - Precondition: there are fewer vectors than dimensions.
  mutating func appendRandom() {
    precondition(vectors.count < dimension, "no more vectors are orthogonal than there are dimensions")
    // One draw in ten billion is as good as a combination of the others.
    while !append((0..<dimension).map { _ in 2 * random.unitInterval() - 1 }) {}
  }

  /// The sum of the vectors times their factors.
  func combination(_ factors: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: dimension)
    for (vector, factor) in zip(vectors, factors) { Self.add(vector, times: factor, to: &sum) }
    return sum
  }

  /// False, with nothing appended, if the vector is a combination of the others.
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
