/// An image as a vector with mean 0 and length 1: the dot product of two is their correlation.
package struct UnitImage: Sendable {
  package let values: [Float]

  /// Makes the vector from the levels of an image; nil if all levels are equal.
  package init?(_ levels: some Collection<Double>) {
    let mean = levels.reduce(0, +) / Double(max(1, levels.count))
    let centred = levels.map { $0 - mean }
    let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 1e-9 else { return nil }
    values = centred.map { Float($0 / length) }
  }

  /// Returns Pearson's correlation coefficient with another image, -1...1.
  package func correlation(with other: UnitImage) -> Double {
    var sum = 0.0
    for (left, right) in zip(values, other.values) { sum += Double(left) * Double(right) }
    return sum
  }

  /// Returns Pearson's correlation coefficient with an image of a split, -1...1; 0 if all levels of the image are equal.
  package func correlation(with index: Int, of part: SplitData) -> Double {
    correlation(
      with: part.levels.span.extracting((index * part.pixelCount)..<((index + 1) * part.pixelCount)))
  }

  /// Returns Pearson's correlation coefficient with an image, -1...1; 0 if all levels of the image are equal.
  package func correlation(with levels: Span<UInt8>) -> Double {
    let values = values.span
    var (dot, sum, squareSum) = (Float(0), 0, 0)
    for pixel in 0..<levels.count {
      let level = Int(levels[pixel])
      dot += values[pixel] * Float(level)
      sum += level
      squareSum += level * level
    }
    let variance = Double(squareSum) - Double(sum) * Double(sum) / Double(max(1, levels.count))
    return variance > 0.5 ? Double(dot) / variance.squareRoot() : 0
  }
}
