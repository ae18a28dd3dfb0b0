import Randomness

/// Vectors that look random and are always the same.
struct Samples {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: SplitMix64.mixed(seed)) }

  /// Nearly normal, with mean 0 and variance 1: the sum of twelve uniform numbers less their mean.
  mutating func normal() -> Float {
    Float((0..<12).reduce(-6.0) { sum, _ in sum + random.unitInterval() })
  }

  /// Vectors x dimension, whose entries vary less the later they come, mixed so that no component is an axis.
  mutating func vectors(_ count: Int, dimension: Int) -> [Float] {
    let mixing = (0..<(dimension * dimension)).map { _ in normal() }
    return (0..<count).flatMap { _ in
      let entries = (0..<dimension).map { 4 * normal() / Float(1 + $0) }
      return (0..<dimension).map { row in
        (0..<dimension).reduce(Float(row)) { $0 + mixing[row * dimension + $1] * entries[$1] }
      }
    }
  }

  /// Clusters x points x dimension, the centres of the clusters being `distance` apart.
  mutating func clusters(_ count: Int, pointCount: Int, dimension: Int, distance: Float) -> [Float] {
    (0..<count).flatMap { cluster in
      (0..<(pointCount * dimension)).map { index in
        // Centres along different axes are √2 as far apart as from the origin.
        normal() + (index % dimension == cluster ? distance / Float(2).squareRoot() : 0)
      }
    }
  }
}
