internal import CKernels

/// The boxes around blocks of points, or around groups of smaller boxes; 16 consecutive boxes are a group.
struct BoxLevel: Sendable {
  /// A group has 2 to this power of boxes.
  static let groupBits = 4
  private static let laneCount = 1 << groupBits
  private static let dimensionCount = ImagePoints.dimensionCount

  private let count: Int
  /// The lower bounds of the boxes: for each group and dimension, those of the group's boxes. `upper` has the upper
  /// bounds. The bounds of missing boxes are infinite, lower ones above all numbers and upper ones below.
  private let lower: [Float]
  private let upper: [Float]

  /// Returns the boxes around blocks, then those around groups of 16 boxes, and so on, up to 16 boxes or fewer.
  ///
  /// - Parameter places: the coordinates of the blocks' points: for each block and dimension those of 16 points,
  ///   infinite where there is none.
  static func all(of places: [Float], blockCount: Int) -> [BoxLevel] {
    guard blockCount > 0 else { return [] }
    var levels = [
      BoxLevel(count: blockCount, around: places, places, isMissing: { $0 == .infinity })
    ]
    while let last = levels.last, last.count > laneCount {
      levels.append(
        BoxLevel(
          count: (last.count + laneCount - 1) / laneCount, around: last.lower, last.upper,
          isMissing: { $0.magnitude == .infinity }))
    }
    return levels
  }

  /// Makes boxes around groups of 16 points or boxes that are given by their bounds.
  private init(
    count: Int, around innerLower: [Float], _ innerUpper: [Float], isMissing: (Float) -> Bool
  ) {
    let groupCount = (count + Self.laneCount - 1) / Self.laneCount
    let boundCount = groupCount * Self.dimensionCount * Self.laneCount
    var lower = [Float](repeating: .infinity, count: boundCount)
    var upper = [Float](repeating: -.infinity, count: boundCount)
    for box in 0..<count {
      let (group, lane) = (box / Self.laneCount, box % Self.laneCount)
      for dimension in 0..<Self.dimensionCount {
        let inner = (box * Self.dimensionCount + dimension) * Self.laneCount
        let bound = (group * Self.dimensionCount + dimension) * Self.laneCount + lane
        for place in inner..<(inner + Self.laneCount) where !isMissing(innerLower[place]) {
          lower[bound] = min(lower[bound], innerLower[place])
          upper[bound] = max(upper[bound], innerUpper[place])
        }
      }
    }
    self.count = count
    self.lower = lower
    self.upper = upper
  }

  /// Returns which boxes of a group are near to a point: a bit for each whose squared distance is at most `limit`, the
  /// lowest bit for the first.
  ///
  /// - Parameter sums: where the squared distances are left, unless all exceed the limit.
  @inline(__always)
  func near(_ point: [Float], inGroup group: Int, limit: Float, _ sums: inout [Float]) -> UInt32 {
    unsafe fm_near_boxes(
      lower, upper, group * Self.dimensionCount * Self.laneCount, point, Self.dimensionCount, limit, &sums)
  }
}
