internal import ImageCore
internal import Platform

/// The coefficients of an image's lowest frequencies, 8 across by 8 down, in the orthonormal discrete cosine transform
/// (DCT-II).
///
/// An orthonormal transform keeps distances, so that the distance between some of the coefficients of two images is
/// never larger than the distance between the images. In pictures, the lowest frequencies contain most of that
/// distance.
struct LowFrequencies: Sendable {
  static let frequencyCount = 8
  static let coefficientCount = frequencyCount * frequencyCount
  typealias Row = SIMD8<Float>

  private let size: Size
  /// The values of the eight horizontal cosines, for each column of pixels.
  private let across: [Row]
  /// The values of the eight vertical cosines, for each row of pixels.
  private let down: [Row]

  init(of size: Size) {
    self.size = size
    across = Self.cosines(count: size.width)
    down = Self.cosines(count: size.height)
  }

  /// The largest rounding error of a coefficient of a unit vector. A coefficient is a sum over columns of sums over
  /// rows, and each addition rounds once.
  var error: Float { Float(size.width + size.height + 16) * .ulpOfOne }

  /// Appends the coefficients of (levels - mean) / norm, row by row, beginning with frequency 0.
  func append(_ levels: Span<UInt8>, mean: Float, norm: Float, to coefficients: inout [Float]) {
    var sums = [Row](repeating: .zero, count: Self.frequencyCount)
    for y in 0..<size.height {
      let row = levels.extracting((y * size.width)..<((y + 1) * size.width))
      var sum = Row.zero
      for x in 0..<row.count { sum += across[x] * (Float(row[x]) - mean) }
      for frequency in 0..<Self.frequencyCount { sums[frequency] += sum * down[y][frequency] }
    }
    for sum in sums {
      let row = sum / norm
      for frequency in row.indices { coefficients.append(row[frequency]) }
    }
  }

  /// Returns the values of the cosines for each sample; those of frequencies that so few samples do not have are 0.
  private static func cosines(count: Int) -> [Row] {
    (0..<count).map { sample in
      var row = Row.zero
      for frequency in 0..<min(frequencyCount, count) {
        let length = (frequency == 0 ? 1 : 2) / Double(count)
        let angle = Double.pi * Double((2 * sample + 1) * frequency) / Double(2 * count)
        row[frequency] = Float(length.squareRoot() * cos(angle))
      }
      return row
    }
  }
}
