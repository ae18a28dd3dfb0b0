/// Items as points, gathered in blocks of sixteen that are near each other and groups of sixteen blocks, laid out for
/// sixteen comparisons at a time.
struct ItemBlocks: Sendable {
  typealias Lanes = SIMD16<Float>
  static let laneCount = Lanes.scalarCount
  private static let dimensionCount = ItemPoints.dimensionCount

  /// The items of the blocks one after the other; all blocks but the last are full.
  let items: [Int]
  /// Of each block a vector for every dimension, a lane an item; lanes without an item are at an infinite place.
  private let places: [Lanes]
  /// Where the boxes around the blocks begin and end: of each group a vector for every dimension, a lane a block. What
  /// is no block begins at infinity.
  private let lower: [Lanes]
  private let upper: [Lanes]

  var count: Int { (items.count + Self.laneCount - 1) / Self.laneCount }

  /// Where in `items` a block's are.
  func range(of block: Int) -> Range<Int> {
    (block * Self.laneCount)..<min((block + 1) * Self.laneCount, items.count)
  }

  /// - Parameter items: which of the points.
  init(_ items: [Int], of points: ItemPoints) {
    var order = items
    Self.arrange(&order, 0..<order.count, points.coordinates)
    self.items = order

    let (lanes, dimensions) = (Self.laneCount, Self.dimensionCount)
    let blockCount = (order.count + lanes - 1) / lanes
    let groupCount = (blockCount + lanes - 1) / lanes
    let infinite = Lanes(repeating: .infinity)
    var places = [Lanes](repeating: infinite, count: blockCount * dimensions)
    var lower = [Lanes](repeating: infinite, count: groupCount * dimensions)
    var upper = [Lanes](repeating: -infinite, count: groupCount * dimensions)
    let coordinates = points.coordinates.span
    for (index, item) in order.enumerated() {
      let block = index / lanes
      let (group, lane) = (block / lanes, block % lanes)
      for dimension in 0..<dimensions {
        let value = coordinates[item * dimensions + dimension]
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

  /// Halves the items by the dimension in which they vary most, and the halves again, down to blocks: a k-d tree.
  private static func arrange(_ items: inout [Int], _ range: Range<Int>, _ coordinates: [Float]) {
    guard range.count > laneCount else { return }
    let dimension = widestDimension(items.span.extracting(range), coordinates.span)
    let sorted = items[range].map { (value: coordinates[$0 * dimensionCount + dimension], item: $0) }
      .sorted { ($0.value, $0.item) < ($1.value, $1.item) }
    for (index, entry) in zip(range, sorted) { items[index] = entry.item }
    let blockCount = (range.count + laneCount - 1) / laneCount
    let middle = range.lowerBound + (blockCount + 1) / 2 * laneCount
    arrange(&items, range.lowerBound..<middle, coordinates)
    arrange(&items, middle..<range.upperBound, coordinates)
  }

  /// Of the first sixteen dimensions: in the others, few items differ much.
  private static func widestDimension(_ items: Span<Int>, _ coordinates: Span<Float>) -> Int {
    var (sums, squares) = (Lanes.zero, Lanes.zero)
    for index in items.indices {
      var point = Lanes.zero
      for dimension in 0..<laneCount {
        point[dimension] = coordinates[items[index] * dimensionCount + dimension]
      }
      sums += point
      squares += point * point
    }
    let variances = squares - sums * sums / Float(items.count)
    return variances.indices.max { variances[$0] < variances[$1] } ?? 0
  }
}

extension ItemBlocks {
  /// How many dimensions are summed before looking whether what they say is enough.
  private static let stages = [4, 8, 16, 32, dimensionCount]

  /// The blocks from `block` on, itself included, whose boxes may hold points near enough to some in its own.
  ///
  /// - Parameter limit: the largest squared distance that is near.
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
          // Of the two gaps, one at most is positive.
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

  /// The coordinates of a block's items, one item's after the other's.
  func points(of block: Int) -> [Float] {
    range(of: block).indices.flatMap { index in
      (0..<Self.dimensionCount).map {
        places[block * Self.dimensionCount + $0][index % Self.laneCount]
      }
    }
  }

  /// The squared distances from a point to the items of a block, a lane an item; nil if all are above `limit`.
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
