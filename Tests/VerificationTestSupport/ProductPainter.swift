internal import DatasetFormat
internal import ImageCore
internal import TestSupport

/// Draws images in which no check finds anything.
enum ProductPainter {
  static let size = Size(width: 28, height: 28)

  /// The number of subpixels along each side of a pixel.
  private static let fineness = 4
  /// The number of swatches of the product's pattern along each side.
  private static let swatchCount = 4
  /// The share of the area that is holes. In a product of one level, one pixel would be enough to tell some classes
  /// apart; small random holes prevent that.
  private static let holeShare = 0.13

  /// Returns one image, row-major; 0 is the background and 255 the brightest pixel.
  static func example(label: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let shape = ProductShape(label: label, &generator)
    let levels = label == ProductShape.kite ? 46.0...66.0 : 110.0...255.0
    let pattern = Pattern(&generator)
    let holes = (0..<(size.pixelCount / 4)).map { _ in Double.random(in: 0..<1, using: &generator) < holeShare
    }
    var example = [UInt8](repeating: 0, count: size.pixelCount)
    for y in 0..<size.height {
      for x in 0..<size.width where !holes[y / 2 * (size.width / 2) + x / 2] {
        let place = (Double(x) / Double(size.width - 1), Double(y) / Double(size.height - 1))
        let level = levels.lowerBound + (levels.upperBound - levels.lowerBound) * pattern.value(place)
        example[y * size.width + x] = UInt8((level * coverage(of: shape, x, y)).rounded())
      }
    }
    if let brightest = example.max(), let pixel = example.firstIndex(of: brightest) { example[pixel] = 255 }
    return example
  }

  /// Returns the share of a pixel that belongs to the product, 0...1.
  private static func coverage(of shape: ProductShape, _ x: Int, _ y: Int) -> Double {
    func place(_ pixel: Int, _ part: Int, _ side: Int) -> Double {
      2 * (Double(pixel) + (Double(part) + 0.5) / Double(fineness)) / Double(side) - 1
    }
    var count = 0
    for row in 0..<fineness {
      for column in 0..<fineness
      where shape.contains(place(x, column, size.width), place(y, row, size.height)) { count += 1 }
    }
    return Double(count) / Double(fineness * fineness)
  }

  /// Random values on a grid, interpolated between the grid points.
  private struct Pattern {
    private let values: [Double]

    init(_ generator: inout SeededGenerator) {
      values = (0..<(swatchCount * swatchCount)).map { _ in .random(in: 0...1, using: &generator) }
    }

    /// - Parameter place: the position, 0...1 from left to right and from top to bottom.
    func value(_ place: (x: Double, y: Double)) -> Double {
      let last = swatchCount - 1
      let (column, row) = (
        min(Int(place.x * Double(last)), last - 1), min(Int(place.y * Double(last)), last - 1)
      )
      let (right, down) = (place.x * Double(last) - Double(column), place.y * Double(last) - Double(row))
      func value(_ column: Int, _ row: Int) -> Double { values[row * swatchCount + column] }
      let above = value(column, row) * (1 - right) + value(column + 1, row) * right
      let below = value(column, row + 1) * (1 - right) + value(column + 1, row + 1) * right
      return above * (1 - down) + below * down
    }
  }
}
