internal import DatasetFormat
internal import Processors

/// A search for all pairs of similar images among tens of thousands, without comparing the pixels of every pair.
///
/// Unit vectors with correlation r have the distance sqrt(2 - 2r), and two `ImagePoints` are never further apart than
/// that. Pairs of blocks are skipped if their boxes are too far apart; other pairs of images are skipped as soon as the
/// dimensions summed up to then are too far apart. The remaining pairs are measured by all their pixels. Rounding
/// errors are allowed for, so that no pair is missed and no pair is wrong, except that `SimilarPairs.isIncomplete`
/// reports sets with too many pairs to compare.
package struct NearDuplicateSearch: Sendable {
  /// The number of measured pairs after which the other pairs of a block are skipped: 70,000 images that are nearly
  /// equal, such as nearly blank ones, have billions of pairs. At similarities of 0.95 and more, no block of
  /// Fashion-MNIST reaches the limit.
  private static let measuredLimitPerBlock = 4000 * ImageBlocks.laneCount

  /// The number of blocks in a task, large enough for the cost of a task and small enough to keep all cores busy to the
  /// end.
  private static let blocksPerTask = 16

  private let exampleCount: Int
  private let correlation: PixelCorrelation
  private let blocks: ImageBlocks
  /// The largest rounding error by which a distance of two points can be too large.
  private let error: Float

  /// - Parameter isWanted: whether each image is compared; images of one level everywhere never are.
  /// - Throws: `CancellationError`.
  package init(_ examples: ImageSet, isWanted: [Bool]) async throws {
    exampleCount = examples.count
    correlation = try await PixelCorrelation(examples)
    let points = try await ImagePoints(examples, correlation)
    error = points.error
    let correlation = correlation
    blocks = ImageBlocks(
      isWanted.indices.filter { isWanted[$0] && !correlation.isUniform($0) }, of: points)
  }

  /// - Parameters:
  ///   - similarity: the lowest similarity of a pair, -1...1.
  ///   - kind: returns the kind of a pair; nil for pairs to ignore.
  /// - Throws: `CancellationError`.
  package func pairs(similarity: Double, kind: @escaping @Sendable (Int, Int) -> PairKind?) async throws
    -> SimilarPairs
  {
    let parts = try await Parallel.map(blocks.count, pieceLength: Self.blocksPerTask) { piece in
      var pairs = SimilarPairs(exampleCount: exampleCount)
      for block in piece {
        try Task.checkCancellation()
        compare(block, similarity, kind, &pairs)
      }
      return pairs
    }
    var pairs = SimilarPairs(exampleCount: exampleCount)
    for part in parts { pairs.insert(part) }
    pairs.settle()
    return pairs
  }

  /// Compares the images of a block with each other and with the images of all later blocks.
  private func compare(
    _ block: Int, _ similarity: Double, _ kind: (Int, Int) -> PairKind?, _ pairs: inout SimilarPairs
  ) {
    let distance = Float((2 - 2 * similarity).squareRoot()) + error
    // The sum of the squares rounds at each step.
    let limit = distance * distance * (1 + Float(4 * ImagePoints.dimensionCount) * .ulpOfOne)
    var measuredCount = 0
    let points = blocks.points(of: block)
    let range = blocks.range(of: block)
    for other in blocks.blocks(near: block, limit: limit) {
      guard measuredCount < Self.measuredLimitPerBlock else {
        pairs.isIncomplete = true
        return
      }
      let otherRange = blocks.range(of: other)
      for index in range {
        let start = (index - range.lowerBound) * ImagePoints.dimensionCount
        let point = points.span.extracting(start..<(start + ImagePoints.dimensionCount))
        guard let distances = blocks.squaredDistances(from: point, to: other, limit: limit) else { continue }
        let example = blocks.examples[index]
        for otherIndex in otherRange
        where otherIndex > index && distances[otherIndex - otherRange.lowerBound] <= limit {
          let candidate = blocks.examples[otherIndex]
          guard let kind = kind(example, candidate) else { continue }
          measuredCount += 1
          let measured = correlation.similarity(example, candidate)
          if measured >= similarity { pairs.insert(SimilarPair(example, candidate, measured), kind) }
        }
      }
    }
  }
}
