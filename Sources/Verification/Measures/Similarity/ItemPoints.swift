internal import DatasetReading

/// Items as points so placed that no two are further apart than the unit vectors of their pixels are, but for rounding:
/// the low frequencies of the items, those in which they differ most first.
struct ItemPoints: Sendable {
  static let dimensionCount = LowFrequencies.coefficientCount

  /// `dimensionCount` coordinates of each item.
  let coordinates: [Float]
  /// By how much a distance can come out too large.
  let error: Float

  /// - Throws: `CancellationError`.
  init(_ items: ItemSet, _ correlation: PixelCorrelation) async throws {
    let transform = LowFrequencies(of: items.size)
    let pieces = try await Parallel.map(items.count, pieceLength: 2000) { piece in
      var coefficients: [Float] = []
      coefficients.reserveCapacity(piece.count * Self.dimensionCount)
      for item in piece {
        guard !correlation.isUniform(item) else {
          coefficients += [Float](repeating: 0, count: Self.dimensionCount)
          continue
        }
        let (mean, norm) = (correlation.mean(of: item), correlation.norm(of: item))
        items.withLevels(of: item) { transform.append($0, mean: mean, norm: norm, to: &coefficients) }
      }
      return coefficients
    }
    let order = Self.byVariance(pieces)
    var coordinates: [Float] = []
    coordinates.reserveCapacity(items.count * Self.dimensionCount)
    for coefficients in pieces {
      let coefficients = coefficients.span
      for start in stride(from: 0, to: coefficients.count, by: Self.dimensionCount) {
        for dimension in order { coordinates.append(coefficients[start + dimension]) }
      }
    }
    self.coordinates = coordinates
    // Each coordinate of both points may be off.
    error = 2 * transform.error * Float(Self.dimensionCount).squareRoot()
  }

  /// The dimensions, the one with the largest variance first.
  private static func byVariance(_ pieces: [[Float]]) -> [Int] {
    var sums = [Double](repeating: 0, count: dimensionCount)
    var squares = sums
    var itemCount = 0
    for coefficients in pieces {
      itemCount += coefficients.count / dimensionCount
      for index in coefficients.indices {
        let value = Double(coefficients[index])
        sums[index % dimensionCount] += value
        squares[index % dimensionCount] += value * value
      }
    }
    let variances = sums.indices.map { squares[$0] - sums[$0] * sums[$0] / Double(max(1, itemCount)) }
    return variances.indices.sorted { (-variances[$0], $0) < (-variances[$1], $1) }
  }
}
