package import DatasetFormat
package import ImageCore
internal import Processors

extension SplitData {
  /// Returns the levels of the images as grey images of another size, each pixel the mean of the area that it covers.
  ///
  /// - Precondition: neither size has a side of 0.
  package func scaled(to size: Size) async throws -> SplitData {
    let columns = Self.shares(from: self.size.width, to: size.width)
    let rows = Self.shares(from: self.size.height, to: size.height)
    let pieces = try await Parallel.map(count, pieceLength: 1000) { indices in
      indices.flatMap { index in
        let image = Array(levels(of: index))
        var narrowed = [Double](repeating: 0, count: size.width * self.size.height)
        for y in 0..<self.size.height {
          for (x, shares) in columns.enumerated() {
            var sum = 0.0
            for (column, share) in shares { sum += share * Double(image[y * self.size.width + column]) }
            narrowed[y * size.width + x] = sum
          }
        }
        return rows.flatMap { shares in
          (0..<size.width).map { x in
            var sum = 0.0
            for (row, share) in shares { sum += share * narrowed[row * size.width + x] }
            return UInt8(min(255, sum.rounded()))
          }
        }
      }
    }
    return SplitData(
      split: split, type: ExampleType(size: size, channels: .grey), images: pieces.flatMap { $0 },
      labels: labels)
  }

  /// Returns, for each line of the result, the lines that it covers with their shares, which add up to 1.
  private static func shares(from count: Int, to newCount: Int) -> [[(line: Int, share: Double)]] {
    (0..<newCount).map { line in
      // Both bounds are in units of 1/newCount of a line, so that they are whole numbers.
      let (start, end) = (line * count, (line + 1) * count)
      return ((start / newCount)...((end - 1) / newCount)).map { source in
        let covered = min(end, (source + 1) * newCount) - max(start, source * newCount)
        return (source, Double(covered) / Double(count))
      }
    }
  }
}
