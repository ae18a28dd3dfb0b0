internal import DatasetFormat
internal import Processors

/// A search for all pairs of similar images among up to millions, without comparing the pixels of every pair.
///
/// Unit vectors with correlation r have the distance sqrt(2 - 2r), and two `ImagePoints` are never further apart than
/// that. The points are arranged as a k-d tree with boxes around blocks of 16 points, groups of 16 blocks and so on. Each
/// image looks only into boxes that are near enough, and skips other images as soon as the dimensions summed up to then
/// are too far apart. The remaining pairs are measured by all their pixels. Rounding errors are allowed for, so that no
/// pair is wrong, and none is missed unless `SimilarPairs.isIncomplete` says so: `SearchLimits` bounds the work for an
/// image, so that it grows with the number of images and not with its square.
package struct NearDuplicateSearch: Sendable {
  /// The largest number of tasks, each of which keeps pairs of its own, and the smallest number of blocks in one.
  private static let (taskCount, smallestTask) = (256, 16)

  private let exampleCount: Int
  private let correlation: PixelCorrelation
  private let blocks: ImageBlocks
  /// The largest rounding error by which a distance of two points can be too large.
  private let error: Float
  private let limits: SearchLimits

  /// - Parameters:
  ///   - isWanted: whether each image is compared; images of one level everywhere never are.
  ///   - limits: the limits of the work; nil for the usual ones.
  /// - Throws: `CancellationError`.
  package init(_ examples: ImageSet, isWanted: [Bool], limits: SearchLimits? = nil) async throws {
    exampleCount = examples.count
    let correlation = try await PixelCorrelation(examples)
    self.correlation = correlation
    let numbers = isWanted.indices.filter { isWanted[$0] && !correlation.isUniform($0) }
    let points = try await ImagePoints(examples, numbers, correlation)
    error = points.error
    blocks = try await ImageBlocks(numbers, of: points)
    self.limits = limits ?? SearchLimits(exampleCount: numbers.count)
  }

  /// - Parameters:
  ///   - similarity: the lowest similarity of a pair, -1...1.
  ///   - kind: returns the kind of a pair; nil for pairs to ignore.
  /// - Throws: `CancellationError`.
  package func pairs(similarity: Double, kind: @escaping @Sendable (Int, Int) -> PairKind?) async throws
    -> SimilarPairs
  {
    var pairs = SimilarPairs(exampleCount: exampleCount)
    let pieceLength = max(Self.smallestTask, (blocks.count + Self.taskCount - 1) / Self.taskCount)
    try await Parallel.inOrder((blocks.count + pieceLength - 1) / pieceLength) { piece in
      var pairs = SimilarPairs(exampleCount: exampleCount)
      var search = BoxSearch()
      var point = [Float](repeating: 0, count: ImagePoints.dimensionCount)
      for block in (piece * pieceLength)..<min((piece + 1) * pieceLength, blocks.count) {
        try Task.checkCancellation()
        for index in blocks.range(of: block) {
          blocks.copyPoint(of: index - block * ImageBlocks.laneCount, in: block, to: &point)
          compare(index, at: point, similarity, kind, &search, &pairs)
        }
      }
      return pairs
    } consume: { _, part in
      pairs.insert(part)
    }
    pairs.settle()
    return pairs
  }

  /// Compares an image with all later ones in the order of the blocks.
  private func compare(
    _ index: Int, at point: [Float], _ similarity: Double, _ kind: (Int, Int) -> PairKind?,
    _ search: inout BoxSearch, _ pairs: inout SimilarPairs
  ) {
    let distance = Float((2 - 2 * similarity).squareRoot()) + error
    // The sum of the squares rounds at each step.
    let limit = distance * distance * (1 + Float(4 * ImagePoints.dimensionCount) * .ulpOfOne)
    let block = index / ImageBlocks.laneCount
    if !blocks.findBlocks(near: point, from: block, limit: limit, width: limits.boxCount, &search) {
      pairs.isIncomplete = true
    }
    let example = blocks.examples[index]
    var measuredCount = 0
    var foundCounts = SIMD4<Int32>.zero
    for box in search.found {
      var near = blocks.near(point, in: box.number, limit: limit, &search.sums)
      while near != 0 {
        let other = box.number * ImageBlocks.laneCount + near.trailingZeroBitCount
        near &= near - 1
        guard other > index else { continue }
        let candidate = blocks.examples[other]
        guard let kind = kind(example, candidate) else { continue }
        guard foundCounts[kind.rawValue] < limits.foundCount, measuredCount < limits.measuredCount else {
          pairs.isIncomplete = true
          continue
        }
        measuredCount += 1
        let measured = correlation.similarity(example, candidate)
        if measured >= similarity {
          foundCounts[kind.rawValue] += 1
          pairs.insert(SimilarPair(example, candidate, measured), kind)
        }
      }
    }
  }
}
