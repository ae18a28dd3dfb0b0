import Testing
import TestSupport
import Verification

/// Tests of quantiles and statistical tests against other programs.
struct StatisticsTests {
  /// The figures are those of numpy.quantile.
  @Test(arguments: [
    (0.0, 1.0), (0.1, 1.0), (0.25, 1.75), (0.5, 3.5), (0.75, 5.25), (0.99, 8.79), (1.0, 9.0),
  ])
  func quantilesAreInterpolated(_ share: Double, _ expected: Double) {
    let quantiles = Quantiles([3, 1, 4, 1, 5, 9, 2, 6])
    #expect(abs(quantiles[share] - expected) < 1e-12)
  }

  @Test func medianIsTheMiddle() {
    #expect(Quantiles([5, 1, 3]).median == 3)
    #expect(Quantiles([5, 1, 3, 4]).median == 3.5)
    #expect(Quantiles([7]).median == 7 && Quantiles([7])[0.99] == 7)
  }

  struct Samples: Sendable, CustomTestStringConvertible {
    let first: [Double]
    let second: [Double]
    let distance: Double
    let probability: Double

    var testDescription: String { "\(first.count) and \(second.count)" }
  }

  /// The figures are those of scipy.stats.ks_2samp, method asymp.
  static let samples = [
    Samples(
      first: (0..<30).map { Double(1 + $0 % 10) }, second: (0..<36).map { Double(3 + $0 % 12) },
      distance: 1.0 / 3, probability: 0.043_642_9),
    Samples(
      first: (0..<40).map { Double($0) / 7 }, second: (0..<60).map { Double($0 + 7) / 7 },
      distance: 0.45, probability: 0.000_059_1),
    Samples(
      first: (0..<100).map { Double($0) }, second: (20..<150).map { Double($0) },
      distance: 5.0 / 13, probability: 0.000_000_043),
    Samples(
      first: (0..<50).map { Double($0) }, second: (0..<45).map { Double($0) * 1.02 }, distance: 0.1,
      probability: 0.950_611_6),
    Samples(first: [1, 2, 3], second: [1, 2, 3], distance: 0, probability: 1),
  ]

  @Test(arguments: samples)
  func twoSamplesAreComparedAsUsual(_ samples: Samples) {
    for test in [TwoSampleTest(samples.first, samples.second), TwoSampleTest(samples.second, samples.first)] {
      #expect(abs(test.distance - samples.distance) < 1e-9)
      // Probabilities near 1 do not affect decisions, and the approximation is coarser there.
      let tolerance = samples.probability < 0.5 ? 0.005 : 0.02
      #expect(abs(test.probability - samples.probability) < tolerance)
    }
  }

  @Test func samplesApartHaveDistanceOneInEitherOrder() {
    let (low, high) = ((0..<20).map { Double($0) }, (100..<130).map { Double($0) })
    #expect(TwoSampleTest(low.reversed(), high).distance == 1)
    #expect(TwoSampleTest(high, low).distance == 1)
    #expect(TwoSampleTest(high, low).probability < 1e-9)
  }

  @Test func distanceIsTheLargestBetweenTheDistributionFunctions() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<200 {
      func sample() -> [Double] {
        (0..<Int.random(in: 1...12, using: &generator)).map { _ in
          Double(Int.random(in: 0...6, using: &generator))
        }
      }
      let (first, second) = (sample(), sample())
      func share(_ sample: [Double], upTo value: Double) -> Double {
        Double(sample.count { $0 <= value }) / Double(sample.count)
      }
      let expected = (first + second).map { abs(share(first, upTo: $0) - share(second, upTo: $0)) }.max()
      #expect(abs(TwoSampleTest(first, second).distance - (expected ?? 0)) < 1e-12)
    }
  }

  @Test func holmStopsAtTheFirstThatIsNotRejected() {
    // 0.005 and 0.01 are below 0.05/4 and 0.05/3; 0.03 is not below 0.05/2, so that 0.04 no longer counts.
    #expect(TwoSampleTest.rejected([0.01, 0.04, 0.03, 0.005], level: 0.05) == [3, 0])
    #expect(TwoSampleTest.rejected([0.02, 0.03], level: 0.05) == [0, 1])
    #expect(TwoSampleTest.rejected([0.03, 0.03], level: 0.05) == [])
    #expect(TwoSampleTest.rejected([], level: 0.05) == [])
  }
}
