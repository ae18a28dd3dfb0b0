/// An arrangement of images as a k-d tree, whose leaves are blocks of nearby images.
///
/// The images are halved by the dimension in which they vary most, then the halves again, down to blocks. The first part
/// has a power of two of blocks and at least half of the images, so that groups of 16 blocks, and of 16 groups, are
/// subtrees.
struct ImageArrangement: Sendable {
  static let blockLength = 16

  /// The images in the order of the tree, as indices from 0.
  private(set) var order: [Int]
  private let coordinates: [Float]
  private static let dimensionCount = ImagePoints.leadingCount

  /// - Parameter coordinates: the leading coordinates of the images, `ImagePoints.leadingCount` for each.
  init(_ coordinates: [Float]) {
    self.coordinates = coordinates
    order = Array(0..<(coordinates.count / Self.dimensionCount))
    arrange(0..<order.count)
  }

  private mutating func arrange(_ range: Range<Int>) {
    guard range.count > Self.blockLength else { return }
    let dimension = widestDimension(range)
    var entries = order[range].map {
      Entry(value: coordinates[$0 * Self.dimensionCount + dimension], image: $0)
    }
    let blockCount = (range.count + Self.blockLength - 1) / Self.blockLength
    var firstCount = 1
    while 2 * firstCount < blockCount { firstCount *= 2 }
    let middle = firstCount * Self.blockLength
    entries.moveSmallest(middle)
    for (index, entry) in zip(range, entries) { order[index] = entry.image }
    arrange(range.lowerBound..<(range.lowerBound + middle))
    arrange((range.lowerBound + middle)..<range.upperBound)
  }

  private struct Entry: Comparable {
    let value: Float
    let image: Int

    static func < (left: Entry, right: Entry) -> Bool {
      (left.value, left.image) < (right.value, right.image)
    }
  }

  private func widestDimension(_ range: Range<Int>) -> Int {
    typealias Lanes = SIMD16<Float>
    let (order, coordinates) = (order.span, coordinates.span)
    var (sums, squares) = (Lanes.zero, Lanes.zero)
    for index in range {
      let start = order[index] * Self.dimensionCount
      var point = Lanes.zero
      for dimension in 0..<Self.dimensionCount { point[dimension] = coordinates[start + dimension] }
      sums += point
      squares += point * point
    }
    let variances = squares - sums * sums / Float(range.count)
    return variances.indices.max { variances[$0] < variances[$1] } ?? 0
  }
}

extension Array where Element: Comparable {
  /// Moves the smallest `count` elements to the front, in any order (Hoare's quickselect).
  mutating func moveSmallest(_ count: Int) {
    var (low, high) = (0, self.count - 1)
    while low < high {
      let middle = low + (high - low) / 2
      let pivot = Swift.max(
        Swift.min(self[low], self[middle]), Swift.min(Swift.max(self[low], self[middle]), self[high]))
      var (left, right) = (low, high)
      while left <= right {
        while self[left] < pivot { left += 1 }
        while pivot < self[right] { right -= 1 }
        guard left <= right else { break }
        swapAt(left, right)
        left += 1
        right -= 1
      }
      if count <= right {
        high = right
      } else if count > left {
        low = left
      } else {
        return
      }
    }
  }
}
