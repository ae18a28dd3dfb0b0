internal import ImageCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The coefficients of the lowest frequencies of an item, 8 across by 8 down, under the orthonormal discrete cosine
/// transform (DCT-II).
///
/// An orthonormal transform keeps distances, so that what some of the coefficients of two items are apart is never
/// more than what the items are apart; and in pictures, the lowest frequencies hold most of it.
struct LowFrequencies: Sendable {
  static let frequencyCount = 8
  static let coefficientCount = frequencyCount * frequencyCount
  typealias Row = SIMD8<Float>

  private let size: Size
  /// For each column, the values of the eight cosines across.
  private let across: [Row]
  /// For each row of pixels, the values of the eight cosines down.
  private let down: [Row]

  init(of size: Size) {
    self.size = size
    across = Self.cosines(count: size.width)
    down = Self.cosines(count: size.height)
  }

  /// How far from the exact value of a coefficient of a unit vector one of these can be: each is a sum over the columns
  /// of sums over the rows, and each step of a sum rounds once.
  var error: Float { Float(size.width + size.height + 16) * .ulpOfOne }

  /// Appends the coefficients of (levels - mean) / norm, row by row, the frequency 0 first.
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

  /// Those of frequencies that so few samples do not have are 0.
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
