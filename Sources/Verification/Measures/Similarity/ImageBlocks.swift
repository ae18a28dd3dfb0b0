internal import CKernels
internal import Processors

/// Points of images, arranged in blocks of 16 nearby points, groups of 16 blocks, and so on up to one group, for 16
/// comparisons at a time.
struct ImageBlocks: Sendable {
  static let laneCount = ImageArrangement.blockLength
  /// The number of coordinates of a block.
  private static let blockCoordinateCount = laneCount * ImagePoints.dimensionCount

  /// The numbers of the images, block after block; all blocks but the last are full.
  let examples: [Int]
  /// The coordinates: for each block and dimension, those of the block's images. Images that the last block lacks have
  /// infinite ones.
  private let places: [Float]
  /// The boxes around the blocks, then the boxes around groups of 16 boxes, and so on, up to 16 boxes or fewer.
  private let levels: [BoxLevel]

  var count: Int { (examples.count + Self.laneCount - 1) / Self.laneCount }

  /// Returns the range of a block's images in `examples`.
  func range(of block: Int) -> Range<Int> {
    (block * Self.laneCount)..<min((block + 1) * Self.laneCount, examples.count)
  }

  /// - Parameters:
  ///   - numbers: the images to arrange.
  ///   - points: the points of these images.
  /// - Throws: `CancellationError`.
  init(_ numbers: [Int], of points: ImagePoints) async throws {
    let arrangement = ImageArrangement(try await points.leadingCoordinates(of: numbers))
    let examples = arrangement.order.map { numbers[$0] }
    let (lanes, dimensions) = (Self.laneCount, ImagePoints.dimensionCount)
    let blockCount = (examples.count + lanes - 1) / lanes
    var places: [Float] = []
    places.reserveCapacity(blockCount * Self.blockCoordinateCount)
    // Points are computed once more, in their order, because a copy in another order takes as much memory again.
    let pieceLength = 256
    try await Parallel.inOrder((blockCount + pieceLength - 1) / pieceLength) { piece in
      var places: [Float] = []
      places.reserveCapacity(pieceLength * Self.blockCoordinateCount)
      for block in (piece * pieceLength)..<min((piece + 1) * pieceLength, blockCount) {
        let range = (block * lanes)..<min((block + 1) * lanes, examples.count)
        let coordinates = points.coordinates(of: examples[range])
        for dimension in 0..<dimensions {
          for lane in 0..<lanes {
            places.append(lane < range.count ? coordinates[lane * dimensions + dimension] : .infinity)
          }
        }
      }
      return places
    } consume: { _, piece in
      places += piece
    }
    self.examples = examples
    self.places = places
    levels = BoxLevel.all(of: places, blockCount: blockCount)
  }
}

extension ImageBlocks {
  /// Finds the blocks from a point's own block on, itself included, whose boxes are so near to the point that they may
  /// hold near points, in ascending order.
  ///
  /// Of the boxes of a level, at most `width` are looked into, the nearest ones.
  ///
  /// - Parameters:
  ///   - limit: the largest squared distance of near points.
  ///   - search: where the blocks are left.
  /// - Returns: whether none was left out because of `width`.
  func findBlocks(
    near point: [Float], from own: Int, limit: Float, width: Int, _ search: inout BoxSearch
  ) -> Bool {
    var isComplete = true
    search.found.removeAll(keepingCapacity: true)
    search.found.append(BoxSearch.Box(number: 0, distance: 0))
    for level in levels.indices.reversed() {
      swap(&search.found, &search.parents)
      search.found.removeAll(keepingCapacity: true)
      // The number of the level's box that the own block is in; boxes before it hold earlier blocks only.
      let first = own >> (BoxLevel.groupBits * level)
      for parent in search.parents {
        var near = levels[level].near(point, inGroup: parent.number, limit: limit, &search.sums)
        while near != 0 {
          let lane = near.trailingZeroBitCount
          near &= near - 1
          let number = parent.number * Self.laneCount + lane
          if number >= first { search.found.append(.init(number: number, distance: search.sums[lane])) }
        }
      }
      if search.found.count > width {
        search.keepNearest(width)
        isComplete = false
      }
    }
    return isComplete
  }

  /// Copies the coordinates of a block's image.
  func copyPoint(of lane: Int, in block: Int, to point: inout [Float]) {
    for dimension in 0..<ImagePoints.dimensionCount {
      point[dimension] = places[block * Self.blockCoordinateCount + dimension * Self.laneCount + lane]
    }
  }

  /// Returns which images of a block are near to a point: a bit for each whose squared distance is at most `limit`, the
  /// lowest bit for the first.
  @inline(__always)
  func near(_ point: [Float], in block: Int, limit: Float, _ sums: inout [Float]) -> UInt32 {
    unsafe fm_near_points(
      places, block * Self.blockCoordinateCount, point, ImagePoints.dimensionCount, limit, &sums)
  }
}

/// The boxes that a search has found at a level, with memory that searches use again.
struct BoxSearch {
  struct Box: Comparable {
    let number: Int
    /// The squared distance from the point.
    let distance: Float

    static func < (left: Box, right: Box) -> Bool {
      (left.distance, left.number) < (right.distance, right.number)
    }
  }

  fileprivate(set) var found: [Box] = []
  fileprivate var parents: [Box] = []
  /// The squared distances of 16 points or boxes.
  var sums = [Float](repeating: 0, count: ImageBlocks.laneCount)

  /// Keeps the nearest boxes, in ascending order of their numbers.
  fileprivate mutating func keepNearest(_ count: Int) {
    found.moveSmallest(count)
    found.removeLast(found.count - count)
    found.sort { $0.number < $1.number }
  }
}
