/// The probabilities with which a point i picks each other point j as its neighbour, p_j|i = exp(-b d²_ij) / Σ_k
/// exp(-b d²_ik): a Gaussian whose precision b = 1 / 2σ² is chosen to give the wanted perplexity (van der Maaten
/// and Hinton 2008, section 2, equation 1).
///
/// The perplexity is e^H with H the entropy of the p_j|i in nats. This power equals Σ_k exp(-b d²_ik) times e^(b m),
/// where m is the mean of the d²_ij weighted by p_j|i.
package struct PerplexityCalibration: Sendable {
  /// The probabilities p_j|i of the point i for all j, which sum to 1.
  package private(set) var probabilities: [Lanes]

  /// The largest relative error of the perplexity.
  private static let tolerance: Float = 5e-6
  /// The largest precision that is tried; points that it does not distinguish count as equally near.
  private static let largestPrecision: Float = 0x1p60
  /// The largest number of search steps; each step doubles the precision or halves its range.
  private static let searchLimit = 150

  /// Calibrates the precision for the point i. If more points than the perplexity are nearest and equally near, they
  /// are equally likely, and other points have probability 0.
  ///
  /// - Parameters:
  ///   - squaredDistances: The squared distances from the point i; the largest finite number for places that must
  ///     not be picked, and less for at least one point.
  ///   - perplexity: The wanted perplexity, 1 or more.
  package init(_ squaredDistances: [Lanes], perplexity: Float) {
    // Only the ratios of the exponentials matter, so the largest one is made 1.
    var nearest = Lanes(repeating: .greatestFiniteMagnitude)
    for distances in squaredDistances { nearest = pointwiseMin(nearest, distances) }
    let excess = squaredDistances.map { $0 - nearest.min() }
    probabilities = excess
    var (lower, precision, upper) = (Float(0), Float(1), Float.infinity)
    for _ in 0..<Self.searchLimit {
      let error = pick(excess, precision) / perplexity - 1
      if abs(error) <= Self.tolerance { break }
      if error > 0 { lower = precision } else { upper = precision }
      precision = upper.isFinite ? lower + (upper - lower) / 2 : 2 * lower
      if precision <= lower || precision >= upper || precision > Self.largestPrecision { break }
    }
  }

  /// Sets the probabilities for a precision, and returns their perplexity.
  private mutating func pick(_ excess: [Lanes], _ precision: Float) -> Float {
    var sums = Lanes.zero
    var moments = Lanes.zero
    for group in excess.indices {
      let weights = Lanes.exponential(excess[group] * -precision)
      sums += weights
      moments += weights * excess[group]
      probabilities[group] = weights
    }
    let sum = sums.sum()
    for group in probabilities.indices { probabilities[group] /= sum }
    return sum / Lanes.exponential(Lanes(repeating: -precision * moments.sum() / sum))[0]
  }
}
