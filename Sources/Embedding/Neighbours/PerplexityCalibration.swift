/// How likely a point picks each other one as its neighbour: p_j|i = exp(-b d²_ij) / Σ_k exp(-b d²_ik), a Gaussian whose precision
/// b = 1 / 2σ² makes the perplexity of the p_j|i what is asked for (van der Maaten and Hinton 2008, section 2, equation 1).
///
/// The perplexity, e to the entropy of the p_j|i in nats, is Σ_k exp(-b d²_ik) times e to b times the mean of d²_ij, j being drawn
/// by p_j|i.
package struct PerplexityCalibration: Sendable {
  /// The p_j|i of one i.
  package private(set) var probabilities: [Lanes]

  /// By how much the logarithm of the perplexity may be wrong.
  private static let tolerance: Float = 5e-6
  /// Points that this does not tell apart are equally near.
  private static let largestPrecision: Float = 0x1p60
  /// Steps that halve or double either the precision or the range that it is in.
  private static let searchLimit = 150

  /// Where more points than the perplexity are equally near, and nearest, each of them is as likely and no other is picked.
  ///
  /// - Parameters:
  ///   - squaredDistances: the largest number there is for what is not to be picked; less for one point or more.
  ///   - perplexity: 1 or more.
  package init(_ squaredDistances: [Lanes], perplexity: Float) {
    // Of exponentials only shares count: the largest is made 1.
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

  /// Picks with a precision, and tells the perplexity of it.
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
