internal import DatasetReading

/// Finds every pair of items that are alike, among tens of thousands, without comparing each with each by its pixels.
///
/// Unit vectors of correlation r are sqrt(2 - 2r) apart, and `ItemPoints` are never further apart than that. Blocks of
/// points whose boxes are too far apart are passed over together; of the others, pairs are passed over as soon as the
/// dimensions summed so far keep them too far apart. What is left is measured by all its pixels. Rounding is allowed
/// for on the safe side, so that no pair is missed, and none is found that is not alike;
/// `SimilarPairs.isIncomplete` tells of sets where there was too much to compare.
package struct NearDuplicateSearch: Sendable {
  /// A block of items of which this many pairs have been measured by their pixels is left at that: of 70,000 items that
  /// are all but alike, such as pictures of next to nothing, there are billions of pairs. At 0.95 and more, no block of
  /// Fashion-MNIST reaches it.
  private static let measuredLimitPerBlock = 4000 * ItemBlocks.laneCount

  /// So many that a task is worth its while, and that all cores are busy to the end.
  private static let blocksPerTask = 16

  private let itemCount: Int
  private let correlation: PixelCorrelation
  private let blocks: ItemBlocks
  /// By how much a distance between points can come out too large.
  private let error: Float

  /// - Parameter isWanted: by item: whether it is compared; those without any contrast never are.
  /// - Throws: `CancellationError`.
  package init(_ items: ItemSet, isWanted: [Bool]) async throws {
    itemCount = items.count
    correlation = try await PixelCorrelation(items)
    let points = try await ItemPoints(items, correlation)
    error = points.error
    let correlation = correlation
    blocks = ItemBlocks(
      isWanted.indices.filter { isWanted[$0] && !correlation.isUniform($0) }, of: points)
  }

  /// - Parameters:
  ///   - similarity: the least that counts as alike.
  ///   - kind: what two items are to each other; nil for those whose likeness does not matter.
  /// - Throws: `CancellationError`.
  package func pairs(similarity: Double, kind: @escaping @Sendable (Int, Int) -> PairKind?) async throws
    -> SimilarPairs
  {
    let parts = try await Parallel.map(blocks.count, pieceLength: Self.blocksPerTask) { piece in
      var pairs = SimilarPairs(itemCount: itemCount)
      for block in piece {
        try Task.checkCancellation()
        compare(block, similarity, kind, &pairs)
      }
      return pairs
    }
    var pairs = SimilarPairs(itemCount: itemCount)
    for part in parts { pairs.insert(part) }
    pairs.settle()
    return pairs
  }

  /// Compares the items of a block with each other and with those of all blocks behind it.
  private func compare(
    _ block: Int, _ similarity: Double, _ kind: (Int, Int) -> PairKind?, _ pairs: inout SimilarPairs
  ) {
    let distance = Float((2 - 2 * similarity).squareRoot()) + error
    // The sum of the squares rounds at each step.
    let limit = distance * distance * (1 + Float(4 * ItemPoints.dimensionCount) * .ulpOfOne)
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
        let start = (index - range.lowerBound) * ItemPoints.dimensionCount
        let point = points.span.extracting(start..<(start + ItemPoints.dimensionCount))
        guard let distances = blocks.squaredDistances(from: point, to: other, limit: limit) else { continue }
        let item = blocks.items[index]
        for otherIndex in otherRange
        where otherIndex > index && distances[otherIndex - otherRange.lowerBound] <= limit {
          let candidate = blocks.items[otherIndex]
          guard let kind = kind(item, candidate) else { continue }
          measuredCount += 1
          let measured = correlation.similarity(item, candidate)
          if measured >= similarity { pairs.insert(SimilarPair(item, candidate, measured), kind) }
        }
      }
    }
  }
}
