package import ImageCore

/// The directions of the edges in each part of a picture (Dalal and Triggs 2005, "Histograms of oriented gradients for
/// human detection", CVPR), without their blocks.
///
/// A picture is divided into cells x cells parts. The gradient of each pixel, that of the channel in which it is
/// strongest, adds its magnitude to the four nearest parts and to the two nearest of the directions, 0...180 degrees,
/// with weights that fall off linearly. The square roots of the sums are scaled to length 1, so that bright and pale
/// photos of a thing have similar numbers.
package struct OrientedGradients: Sendable {
  package let cellCount: Int
  package let directionCount: Int

  package init(cellCount: Int, directionCount: Int) {
    precondition(
      cellCount > 0 && directionCount > 1, "there is a part, and there are directions to tell apart")
    self.cellCount = cellCount
    self.directionCount = directionCount
  }

  /// The number of numbers that a picture gives.
  package var dimension: Int { cellCount * cellCount * directionCount }

  /// Returns the numbers of a picture, parts by rows, in each part by direction; all 0 if it has no edge.
  package func values(of image: Image) -> [Float] {
    let samples = image.eightBitSamples
    let (width, height, channels) = (image.width, image.height, image.channels.rawValue)
    let (columns, rows) = (
      Self.shares(of: width, among: cellCount), Self.shares(of: height, among: cellCount)
    )
    var sums = [Double](repeating: 0, count: dimension)
    let row = width * channels
    for y in 0..<height {
      for x in 0..<width {
        var (right, down, strength) = (0, 0, 0)
        for channel in 0..<channels {
          let place = y * row + x * channels + channel
          let across =
            x > 0 && x < width - 1 ? Int(samples[place + channels]) - Int(samples[place - channels]) : 0
          let along = y > 0 && y < height - 1 ? Int(samples[place + row]) - Int(samples[place - row]) : 0
          let square = across * across + along * along
          if square > strength { (right, down, strength) = (across, along, square) }
        }
        guard strength > 0 else { continue }
        let magnitude = Double(strength).squareRoot()
        let direction = Self.halfTurns(right, down) * Double(directionCount)
        let lower = Int(direction)
        let share = direction - Double(lower)
        for (cellRow, rowWeight) in rows[y] {
          for (cellColumn, columnWeight) in columns[x] {
            let cell = (cellRow * cellCount + cellColumn) * directionCount
            let weight = magnitude * rowWeight * columnWeight
            sums[cell + lower % directionCount] += weight * (1 - share)
            sums[cell + (lower + 1) % directionCount] += weight * share
          }
        }
      }
    }
    // The square roots have the length of the square root of the sum.
    let total = sums.reduce(0, +)
    guard total > 0 else { return [Float](repeating: 0, count: dimension) }
    return sums.map { Float(($0 / total).squareRoot()) }
  }

  /// Returns the numbers of a picture with those of its mirror image added, so that a shoe that points to the left is
  /// like one that points to the right.
  package func mirroredValues(of image: Image) -> [Float] {
    let values = values(of: image)
    return values.indices.map { place in
      let (cell, direction) = place.quotientAndRemainder(dividingBy: directionCount)
      let (row, column) = cell.quotientAndRemainder(dividingBy: cellCount)
      let mirroredCell = row * cellCount + cellCount - 1 - column
      // Directions are centred at whole numbers, so that a vertical edge is its own mirror image.
      let mirroredDirection = (directionCount - direction) % directionCount
      return values[place] + values[mirroredCell * directionCount + mirroredDirection]
    }
  }

  /// The parts to which a pixel belongs, with their weights.
  private typealias Share = [(cell: Int, weight: Double)]

  /// Returns the shares of each of `length` pixels in the parts of a line.
  private static func shares(of length: Int, among cellCount: Int) -> [Share] {
    (0..<length).map { pixel in
      let place = (Double(pixel) + 0.5) * Double(cellCount) / Double(length) - 0.5
      let lower = place.rounded(.down)
      return [(Int(lower), 1 - (place - lower)), (Int(lower) + 1, place - lower)]
        .filter { (0..<cellCount).contains($0.0) }
    }
  }

  /// Returns the direction of a gradient in half turns, 0..<1, within 0.002: a gradient and its opposite are one.
  ///
  /// The arc tangent of a ratio in 0...1 is approximated by a polynomial, whose sums are the same on every machine.
  private static func halfTurns(_ right: Int, _ down: Int) -> Double {
    let (x, y) = (Double(abs(right)), Double(abs(down)))
    let ratio = min(x, y) / max(x, y)
    let square = ratio * ratio
    // In radians: Hastings 1955, "Approximations for Digital Computers", sheet 11 (error below 0.0006).
    let arc = ratio * (0.995354 + square * (-0.288679 + square * 0.079331))
    let quarter = y > x ? Double.pi / 2 - arc : arc
    let angle = (right < 0) != (down < 0) && down != 0 ? Double.pi - quarter : quarter
    let share = angle / Double.pi
    return share >= 1 ? 0 : share
  }
}
