internal import ImageCore

/// A mask of yes and no on a grid, which is enlarged bilinearly to the size of a picture.
struct CoarseMask {
  private let values: [Bool]
  private let size: Size

  /// - Precondition: `values` holds a value for each pixel of the grid, by rows.
  init(_ values: [Bool], size: Size) {
    precondition(values.count == size.pixelCount, "a mask has a value a pixel")
    (self.values, self.size) = (values, size)
  }

  /// Returns the coverage, 0...1, of each pixel of a picture, by rows: bilinear interpolation between the centres of the
  /// mask's pixels, constant beyond the outermost.
  func coverage(in target: Size) -> [Double] {
    guard target != size else { return values.map { $0 ? 1 : 0 } }
    let columns = Self.neighbours(from: size.width, to: target.width)
    let rows = Self.neighbours(from: size.height, to: target.height)
    // Whole numbers until the last division, so that a coverage of one half is exactly one half.
    let whole = Double(4 * target.width * target.height)
    var coverage: [Double] = []
    coverage.reserveCapacity(target.pixelCount)
    for row in rows {
      let (upper, lower) = (row.first * size.width, row.second * size.width)
      for column in columns {
        let above =
          (values[upper + column.first] ? 2 * target.width - column.share : 0)
          + (values[upper + column.second] ? column.share : 0)
        let below =
          (values[lower + column.first] ? 2 * target.width - column.share : 0)
          + (values[lower + column.second] ? column.share : 0)
        coverage.append(Double(above * (2 * target.height - row.share) + below * row.share) / whole)
      }
    }
    return coverage
  }

  /// Two neighbours on the grid with the share of the second, of twice the target's length.
  private struct Neighbours {
    var first: Int
    var second: Int
    var share: Int
  }

  private static func neighbours(from count: Int, to target: Int) -> [Neighbours] {
    (0..<target).map { position in
      // The centre of the target's pixel, in halves of a target's pixel of the grid, from the first pixel's centre.
      let place = min(max((2 * position + 1) * count - target, 0), (count - 1) * 2 * target)
      let first = place / (2 * target)
      return Neighbours(first: first, second: min(first + 1, count - 1), share: place % (2 * target))
    }
  }
}
