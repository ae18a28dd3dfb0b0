/// Points of images, arranged in blocks of 16 nearby points and groups of 16 blocks, for 16 comparisons at a time.
struct ImageBlocks: Sendable {
  typealias Lanes = SIMD16<Float>
  static let laneCount = Lanes.scalarCount
  private static let dimensionCount = ImagePoints.dimensionCount

  /// The indices of the images, block after block; all blocks but the last are full.
  let examples: [Int]
  /// The points: one vector for each block and dimension, with one lane per image. Lanes without an image hold
  /// infinity.
  private let places: [Lanes]
  /// The lower bounds of the boxes around the blocks: one vector for each group and dimension, with one lane per block.
  /// `upper` has the upper bounds. The bounds of missing blocks are infinite.
  private let lower: [Lanes]
  private let upper: [Lanes]

  var count: Int { (examples.count + Self.laneCount - 1) / Self.laneCount }

  /// Returns the range of a block's images in `examples`.
  func range(of block: Int) -> Range<Int> {
    (block * Self.laneCount)..<min((block + 1) * Self.laneCount, examples.count)
  }

  /// - Parameter examples: the indices of the images to arrange.
  init(_ examples: [Int], of points: ImagePoints) {
    var order = examples
    Self.arrange(&order, 0..<order.count, points.coordinates)
    self.examples = order

    let (lanes, dimensions) = (Self.laneCount, Self.dimensionCount)
    let blockCount = (order.count + lanes - 1) / lanes
    let groupCount = (blockCount + lanes - 1) / lanes
    let infinite = Lanes(repeating: .infinity)
    var places = [Lanes](repeating: infinite, count: blockCount * dimensions)
    var lower = [Lanes](repeating: infinite, count: groupCount * dimensions)
    var upper = [Lanes](repeating: -infinite, count: groupCount * dimensions)
    let coordinates = points.coordinates.span
    for (index, example) in order.enumerated() {
      let block = index / lanes
      let (group, lane) = (block / lanes, block % lanes)
      for dimension in 0..<dimensions {
        let value = coordinates[example * dimensions + dimension]
        places[block * dimensions + dimension][index % lanes] = value
        let bound = group * dimensions + dimension
        lower[bound][lane] = min(lower[bound][lane], value)
        upper[bound][lane] = max(upper[bound][lane], value)
      }
    }
    self.places = places
    self.lower = lower
    self.upper = upper
  }

  /// Arranges images as a k-d tree: halves them by the dimension in which they vary most, then the halves again, down
  /// to blocks.
  private static func arrange(_ examples: inout [Int], _ range: Range<Int>, _ coordinates: [Float]) {
    guard range.count > laneCount else { return }
    let dimension = widestDimension(examples.span.extracting(range), coordinates.span)
    let sorted = examples[range].map { (value: coordinates[$0 * dimensionCount + dimension], example: $0) }
      .sorted { ($0.value, $0.example) < ($1.value, $1.example) }
    for (index, entry) in zip(range, sorted) { examples[index] = entry.example }
    let blockCount = (range.count + laneCount - 1) / laneCount
    let middle = range.lowerBound + (blockCount + 1) / 2 * laneCount
    arrange(&examples, range.lowerBound..<middle, coordinates)
    arrange(&examples, middle..<range.upperBound, coordinates)
  }

  /// Returns the dimension with the largest variance among the first 16; few images differ much in the other
  /// dimensions.
  private static func widestDimension(_ examples: Span<Int>, _ coordinates: Span<Float>) -> Int {
    var (sums, squares) = (Lanes.zero, Lanes.zero)
    for index in examples.indices {
      var point = Lanes.zero
      for dimension in 0..<laneCount {
        point[dimension] = coordinates[examples[index] * dimensionCount + dimension]
      }
      sums += point
      squares += point * point
    }
    let variances = squares - sums * sums / Float(examples.count)
    return variances.indices.max { variances[$0] < variances[$1] } ?? 0
  }
}

extension ImageBlocks {
  /// The numbers of dimensions after which a sum of squares is compared with the limit.
  private static let stages = [4, 8, 16, 32, dimensionCount]

  /// Returns the blocks from `block` on, itself included, whose boxes are near enough to its own that they may hold
  /// near points.
  ///
  /// - Parameter limit: the largest squared distance of near points.
  func blocks(near block: Int, limit: Float) -> [Int] {
    var near: [Int] = []
    let (lower, upper) = (lower.span, upper.span)
    let (ownGroup, ownLane) = (block / Self.laneCount, block % Self.laneCount)
    let own = (0..<Self.dimensionCount).map { dimension in
      let bound = ownGroup * Self.dimensionCount + dimension
      return (lower: lower[bound][ownLane], upper: upper[bound][ownLane])
    }
    for group in ownGroup..<(lower.count / Self.dimensionCount) {
      var sums = Lanes.zero
      var dimension = 0
      for end in Self.stages {
        while dimension < end {
          let bound = group * Self.dimensionCount + dimension
          // At most one of the two gaps is positive.
          let before = lower[bound] - own[dimension].upper
          let behind = own[dimension].lower - upper[bound]
          let gaps =
            before.replacing(with: Lanes.zero, where: before .< Lanes.zero)
            + behind.replacing(with: Lanes.zero, where: behind .< Lanes.zero)
          sums += gaps * gaps
          dimension += 1
        }
        guard any(sums .<= limit) else { break }
      }
      let first = group * Self.laneCount
      for lane in 0..<Self.laneCount where sums[lane] <= limit && first + lane >= block {
        near.append(first + lane)
      }
    }
    return near
  }

  /// Returns the coordinates of a block's images, image after image.
  func points(of block: Int) -> [Float] {
    range(of: block).indices.flatMap { index in
      (0..<Self.dimensionCount).map {
        places[block * Self.dimensionCount + $0][index % Self.laneCount]
      }
    }
  }

  /// Returns the squared distances from a point to the images of a block, one lane per image; nil if all exceed
  /// `limit`.
  @inline(__always)
  func squaredDistances(from point: Span<Float>, to block: Int, limit: Float) -> Lanes? {
    let places = places.span
    var sums = Lanes.zero
    var dimension = 0
    for end in Self.stages {
      while dimension < end {
        let differences = places[block * Self.dimensionCount + dimension] - point[dimension]
        sums += differences * differences
        dimension += 1
      }
      guard any(sums .<= limit) else { return nil }
    }
    return sums
  }
}
