internal import DatasetFormat
internal import Processors

/// Points that represent images: two points are never further apart than the unit vectors of the images' pixels, apart
/// from rounding. The coordinates are the images' low frequencies, sorted by variance in descending order.
struct ImagePoints: Sendable {
  static let dimensionCount = LowFrequencies.coefficientCount
  /// The number of dimensions with the largest variances, by which images are arranged; few images differ much in the
  /// others.
  static let leadingCount = 16

  private let examples: ImageSet
  private let correlation: PixelCorrelation
  private let transform: LowFrequencies
  /// The dimensions in descending order of the variance of their coefficients.
  private let order: [Int]

  /// The number of images of which the variances are estimated; their order is a matter of speed alone.
  private static let sampleCount = 1 << 15

  /// - Parameter numbers: the images that are represented; none of them is uniform.
  /// - Throws: `CancellationError`.
  init(_ examples: ImageSet, _ numbers: [Int], _ correlation: PixelCorrelation) async throws {
    self.examples = examples
    self.correlation = correlation
    let transform = LowFrequencies(of: examples.size)
    self.transform = transform
    let distance = max(1, numbers.count / Self.sampleCount)
    let sample = stride(from: 0, to: numbers.count, by: distance).map { numbers[$0] }
    let pieces = try await Parallel.map(sample.count, pieceLength: 2000) { piece in
      Self.coefficients(of: sample[piece], examples, correlation, transform)
    }
    order = Self.byVariance(pieces)
  }

  /// The largest rounding error by which a distance of two points can be too large.
  var error: Float {
    // The coordinates of both points have rounding errors.
    2 * transform.error * Float(Self.dimensionCount).squareRoot()
  }

  /// Returns the coordinates of some images, `dimensionCount` for each image.
  func coordinates(of numbers: some Sequence<Int>) -> [Float] {
    let coefficients = Self.coefficients(of: numbers, examples, correlation, transform)
    let dimensions = Self.dimensionCount
    return [Float](capacity: coefficients.count) { output in
      for start in stride(from: 0, to: coefficients.count, by: dimensions) {
        for dimension in order { output.append(coefficients[start + dimension]) }
      }
    }
  }

  /// Returns the first coordinates of some images, `leadingCount` for each image.
  ///
  /// - Throws: `CancellationError`.
  func leadingCoordinates(of numbers: [Int]) async throws -> [Float] {
    var leading: [Float] = []
    leading.reserveCapacity(numbers.count * Self.leadingCount)
    let pieceLength = 2000
    try await Parallel.inOrder((numbers.count + pieceLength - 1) / pieceLength) { piece in
      let range = (piece * pieceLength)..<min((piece + 1) * pieceLength, numbers.count)
      let coordinates = self.coordinates(of: numbers[range])
      return stride(from: 0, to: coordinates.count, by: Self.dimensionCount).flatMap {
        coordinates[$0..<($0 + Self.leadingCount)]
      }
    } consume: { _, piece in
      leading += piece
    }
    return leading
  }

  private static func coefficients(
    of numbers: some Sequence<Int>, _ examples: ImageSet, _ correlation: PixelCorrelation,
    _ transform: LowFrequencies
  ) -> [Float] {
    var coefficients: [Float] = []
    coefficients.reserveCapacity(numbers.underestimatedCount * dimensionCount)
    for example in numbers {
      let (mean, norm) = (correlation.mean(of: example), correlation.norm(of: example))
      examples.withLevels(of: example) { transform.append($0, mean: mean, norm: norm, to: &coefficients) }
    }
    return coefficients
  }

  /// Returns the dimensions in descending order of the variance of their coefficients.
  private static func byVariance(_ pieces: [[Float]]) -> [Int] {
    var sums = [Double](repeating: 0, count: dimensionCount)
    var squares = sums
    var exampleCount = 0
    for coefficients in pieces {
      exampleCount += coefficients.count / dimensionCount
      for index in coefficients.indices {
        let value = Double(coefficients[index])
        sums[index % dimensionCount] += value
        squares[index % dimensionCount] += value * value
      }
    }
    let variances = sums.indices.map { squares[$0] - sums[$0] * sums[$0] / Double(max(1, exampleCount)) }
    return variances.indices.sorted { (-variances[$0], $0) < (-variances[$1], $1) }
  }
}
