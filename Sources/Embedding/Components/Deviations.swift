/// The deviations of vectors from their mean: a matrix A, vectors x dimension, computed as doubles four rows at a
/// time.
struct Deviations: Sendable {
  let count: Int
  let dimension: Int
  let mean: [Double]
  private let vectors: [Float]

  /// Four rows of A that are multiplied at a time, one per lane.
  private typealias Block = [SIMD4<Double>]
  private static let blockLength = 4

  /// - Parameters:
  ///   - vectors: The vectors, vectors x dimension, row-major.
  ///   - mean: The `dimension` numbers to subtract; if nil, the vectors' own mean.
  init(_ vectors: [Float], dimension: Int, mean: [Double]? = nil) {
    count = vectors.count / dimension
    self.dimension = dimension
    self.vectors = vectors
    self.mean = mean ?? Self.mean(vectors, dimension: dimension)
  }

  /// Returns the product A B, vectors x columns.
  ///
  /// - Parameter right: B, dimension x columns.
  func multiplied(by right: ColumnGroups) -> ColumnGroups {
    var product = ColumnGroups(rowCount: count, columnCount: right.columnCount)
    var block = Block(repeating: .zero, count: dimension)
    for start in stride(from: 0, to: count, by: Self.blockLength) {
      fill(&block, from: start)
      for group in right.groups.indices {
        let sums = Self.products(block, right.groups[group])
        for row in start..<min(start + Self.blockLength, count) {
          product.groups[group][row] = sums[row - start]
        }
      }
    }
    return product
  }

  /// Returns the product Aᵀ B, dimension x columns.
  ///
  /// - Parameter right: B, vectors x columns.
  func transposedMultiplied(by right: ColumnGroups) -> ColumnGroups {
    var product = ColumnGroups(rowCount: dimension, columnCount: right.columnCount)
    var block = Block(repeating: .zero, count: dimension)
    for start in stride(from: 0, to: count, by: Self.blockLength) {
      fill(&block, from: start)
      for group in right.groups.indices {
        var factors = [4 of ColumnGroups.Group](repeating: .zero)
        for row in start..<min(start + Self.blockLength, count) {
          factors[row - start] = right.groups[group][row]
        }
        Self.add(block, factors, to: &product.groups[group])
      }
    }
    return product
  }

  /// Returns the sum of the squares of all entries of A.
  func sumOfSquares() -> Double {
    var block = Block(repeating: .zero, count: dimension)
    var sum = SIMD4<Double>.zero
    for start in stride(from: 0, to: count, by: Self.blockLength) {
      fill(&block, from: start)
      for entries in block { sum += entries * entries }
    }
    return sum.sum()
  }

  /// Fills `block` with four rows of A; rows beyond the last one are zero.
  private func fill(_ block: inout Block, from start: Int) {
    let (vectors, mean) = (vectors.span, mean.span)
    var block = block.mutableSpan
    for lane in 0..<Self.blockLength {
      guard start + lane < count else {
        for index in 0..<dimension { block[index][lane] = 0 }
        continue
      }
      let row = vectors.extracting(((start + lane) * dimension)..<((start + lane + 1) * dimension))
      for index in 0..<dimension { block[index][lane] = Double(row[index]) - mean[index] }
    }
  }

  /// Returns four rows of A times a group of columns.
  private static func products(_ block: Block, _ columns: [ColumnGroups.Group]) -> [4 of ColumnGroups.Group] {
    precondition(block.count == columns.count, "a row of one matrix is as long as a column of the other")
    let (block, columns) = (block.span, columns.span)
    var (sum0, sum1, sum2, sum3) = (
      SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero
    )
    for index in block.indices {
      let (entries, others) = (block[index], columns[index])
      sum0 += entries[0] * others
      sum1 += entries[1] * others
      sum2 += entries[2] * others
      sum3 += entries[3] * others
    }
    return [sum0, sum1, sum2, sum3]
  }

  /// Adds four rows of A, transposed and multiplied by their entries in a group of columns, to a group of columns.
  private static func add(
    _ block: Block, _ factors: [4 of ColumnGroups.Group], to sums: inout [ColumnGroups.Group]
  ) {
    precondition(block.count == sums.count, "a row of one matrix is as long as a column of the other")
    let (factor0, factor1, factor2, factor3) = (factors[0], factors[1], factors[2], factors[3])
    let block = block.span
    var sums = sums.mutableSpan
    for index in block.indices {
      let entries = block[index]
      let first = entries[0] * factor0 + entries[1] * factor1
      let second = entries[2] * factor2 + entries[3] * factor3
      sums[index] += first + second
    }
  }

  private static func mean(_ vectors: [Float], dimension: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: dimension)
    let count = vectors.count / dimension
    let vectors = vectors.span
    for row in 0..<count {
      for index in 0..<dimension { sums[index] += Double(vectors[row * dimension + index]) }
    }
    return sums.map { $0 / Double(max(1, count)) }
  }
}
