import Randomness

/// A generator of pseudorandom vectors, the same for the same seed.
struct Samples {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: SplitMix64.mixed(seed)) }

  /// Returns a nearly normally distributed number with mean 0 and variance 1: the sum of twelve uniform numbers,
  /// minus its mean.
  mutating func normal() -> Float {
    Float((0..<12).reduce(-6.0) { sum, _ in sum + random.unitInterval() })
  }

  /// Returns vectors (vectors x dimension) with variances that decrease from component to component, mixed so that no
  /// component is an axis.
  mutating func vectors(_ count: Int, dimension: Int) -> [Float] {
    let mixing = (0..<(dimension * dimension)).map { _ in normal() }
    return (0..<count).flatMap { _ in
      let entries = (0..<dimension).map { 4 * normal() / Float(1 + $0) }
      return (0..<dimension).map { row in
        (0..<dimension).reduce(Float(row)) { $0 + mixing[row * dimension + $1] * entries[$1] }
      }
    }
  }

  /// Returns clusters of vectors (clusters x points x dimension) whose centres are `distance` apart.
  mutating func clusters(_ count: Int, pointCount: Int, dimension: Int, distance: Float) -> [Float] {
    (0..<count).flatMap { cluster in
      (0..<(pointCount * dimension)).map { index in
        // Centres along different axes are √2 times as far from each other as from the origin.
        normal() + (index % dimension == cluster ? distance / Float(2).squareRoot() : 0)
      }
    }
  }
}
