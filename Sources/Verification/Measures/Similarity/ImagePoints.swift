internal import DatasetFormat
internal import Processors

/// Points that represent images: two points are never further apart than the unit vectors of the images' pixels, apart
/// from rounding. The coordinates are the images' low frequencies, sorted by variance in descending order.
struct ImagePoints: Sendable {
  static let dimensionCount = LowFrequencies.coefficientCount

  /// The coordinates of all images, `dimensionCount` for each image.
  let coordinates: [Float]
  /// The largest rounding error by which a distance of two points can be too large.
  let error: Float

  /// - Throws: `CancellationError`.
  init(_ examples: ImageSet, _ correlation: PixelCorrelation) async throws {
    let transform = LowFrequencies(of: examples.size)
    let pieces = try await Parallel.map(examples.count, pieceLength: 2000) { piece in
      var coefficients: [Float] = []
      coefficients.reserveCapacity(piece.count * Self.dimensionCount)
      for example in piece {
        guard !correlation.isUniform(example) else {
          coefficients += [Float](repeating: 0, count: Self.dimensionCount)
          continue
        }
        let (mean, norm) = (correlation.mean(of: example), correlation.norm(of: example))
        examples.withLevels(of: example) { transform.append($0, mean: mean, norm: norm, to: &coefficients) }
      }
      return coefficients
    }
    let order = Self.byVariance(pieces)
    var coordinates: [Float] = []
    coordinates.reserveCapacity(examples.count * Self.dimensionCount)
    for coefficients in pieces {
      let coefficients = coefficients.span
      for start in stride(from: 0, to: coefficients.count, by: Self.dimensionCount) {
        for dimension in order { coordinates.append(coefficients[start + dimension]) }
      }
    }
    self.coordinates = coordinates
    // The coordinates of both points have rounding errors.
    error = 2 * transform.error * Float(Self.dimensionCount).squareRoot()
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
