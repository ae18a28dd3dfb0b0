package import ImageCore

/// Items of one size to compare with each other, one after the other, in as many arrays as they came in.
package struct ItemSet: Sendable {
  package let size: Size
  private let arrays: [[UInt8]]
  /// For each array, the number of items before it; at last, of all.
  private let starts: [Int]

  /// - Parameters:
  ///   - arrays: levels, one byte a pixel, row-major, and of how many items to compare.
  ///   - size: of each item; not empty.
  package init(_ arrays: [(levels: [UInt8], count: Int)], size: Size) {
    self.size = size
    self.arrays = arrays.map(\.levels)
    starts = arrays.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  package var count: Int { starts[starts.count - 1] }

  /// Calls `body` with the levels of an item.
  @inline(__always)
  func withLevels<Result>(of item: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    var array = 0
    while starts[array + 1] <= item { array += 1 }
    let first = (item - starts[array]) * size.pixelCount
    let levels = arrays[array]
    return body(levels.span.extracting(first..<(first + size.pixelCount)))
  }
}
