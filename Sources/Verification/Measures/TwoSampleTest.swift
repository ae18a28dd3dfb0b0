internal import Platform

/// The two-sample test of Kolmogorov and Smirnov: whether two samples can come from one distribution.
package struct TwoSampleTest {
  /// The largest distance between the two empirical distribution functions, 0...1.
  package let distance: Double
  /// The value up to which the shares of the samples differ most.
  package let place: Double
  /// The shares of the first and of the second sample that are `place` or less, 0...1.
  package let shares: (first: Double, second: Double)
  /// The area between the two distribution functions, in the unit of the values: the mean distance between values of the
  /// same rank (Wasserstein's distance).
  package let meanDifference: Double
  /// The probability of this distance or a larger one if both samples come from one continuous distribution. For values
  /// that occur repeatedly the true probability is smaller, so that the test rather misses a difference than reports a
  /// false one.
  package let probability: Double

  /// - Precondition: neither sample is empty.
  package init(_ first: [Double], _ second: [Double]) {
    precondition(!first.isEmpty && !second.isEmpty, "a sample has values")
    let (first, second) = (first.sorted(), second.sorted())
    var (i, j) = (0, 0)
    var largest = (distance: 0.0, place: min(first[0], second[0]), shares: (first: 0.0, second: 0.0))
    var area = 0.0
    while i < first.count, j < second.count {
      // Equal values are passed together.
      let value = min(first[i], second[j])
      while i < first.count, first[i] == value { i += 1 }
      while j < second.count, second[j] == value { j += 1 }
      let shares = (first: Double(i) / Double(first.count), second: Double(j) / Double(second.count))
      let distance = abs(shares.first - shares.second)
      // Of equal distances the first counts; they may be computed to numbers that differ in the last digit.
      if distance > largest.distance + 1e-12 { largest = (distance, value, shares) }
      let rest = [i < first.count ? first[i] : nil, j < second.count ? second[j] : nil].compactMap { $0 }
      if let next = rest.min() { area += distance * (next - value) }
    }
    // Beyond the end of one sample the other one's distribution function rises to 1.
    for (values, start) in [(first, i), (second, j)] {
      for index in start..<max(start, values.count - 1) {
        area += (1 - Double(index + 1) / Double(values.count)) * (values[index + 1] - values[index])
      }
    }
    (distance, place, shares) = largest
    meanDifference = area
    probability = Self.probability(distance: largest.distance, first.count, second.count)
  }

  /// Returns Kolmogorov's limit probability with Stephens' correction for small samples (Stephens 1970, Journal of the
  /// Royal Statistical Society B 32, 115-122).
  private static func probability(distance: Double, _ firstCount: Int, _ secondCount: Int) -> Double {
    let count = Double(firstCount) * Double(secondCount) / Double(firstCount + secondCount)
    let lambda = (count.squareRoot() + 0.12 + 0.11 / count.squareRoot()) * distance
    // The series converges poorly near 0, where the probability is 1 to all digits.
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let term = exp(-2 * Double(k * k) * lambda * lambda)
      sum += k.isMultiple(of: 2) ? -term : term
      if term < 1e-16 { break }
    }
    return min(1, max(0, 2 * sum))
  }

  /// Returns which of several hypotheses are rejected if the probability of any false rejection is limited to `level`
  /// (Holm 1979, Scandinavian Journal of Statistics 6, 65-70).
  ///
  /// - Returns: the indices of the rejected hypotheses, in ascending order of their probabilities.
  package static func rejected(_ probabilities: [Double], level: Double) -> [Int] {
    let sorted = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    var result: [Int] = []
    for (rank, index) in sorted.enumerated() {
      guard probabilities[index] <= level / Double(probabilities.count - rank) else { break }
      result.append(index)
    }
    return result
  }
}
