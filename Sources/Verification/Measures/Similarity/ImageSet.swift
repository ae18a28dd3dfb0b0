package import ImageCore

/// A set of images of one size to compare with each other, stored in several arrays and counted through from 0.
package struct ImageSet: Sendable {
  package let size: Size
  private let arrays: [[UInt8]]
  /// The number of the first image of each array, and at the end the number of images.
  private let starts: [Int]

  /// - Parameters:
  ///   - arrays: the levels of images, one byte per pixel, row-major, and the number of images to compare.
  ///   - size: the size of each image, at least 1x1.
  package init(_ arrays: [(levels: [UInt8], count: Int)], size: Size) {
    self.size = size
    self.arrays = arrays.map(\.levels)
    starts = arrays.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  package var count: Int { starts[starts.count - 1] }

  /// Calls `body` with the levels of an image and returns the result.
  @inline(__always)
  func withLevels<Result>(of example: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    var array = 0
    while starts[array + 1] <= example { array += 1 }
    let first = (example - starts[array]) * size.pixelCount
    let levels = arrays[array]
    return body(levels.span.extracting(first..<(first + size.pixelCount)))
  }
}
