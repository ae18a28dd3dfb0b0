import Testing
import Training

struct ProportionTests {
  /// The first four intervals are in Newcombe 1998, Statistics in Medicine 17, 857-872, table I, to four digits; all
  /// are by SciPy 1.17.1, `binomtest(count, total).proportion_ci(method="wilson")`.
  static let intervals: [(count: Int, total: Int, lower: Double, upper: Double)] = [
    (81, 263, 0.2552885198782742, 0.3662095769828000),
    (15, 148, 0.06238639953073629, 0.16048724172330803),
    (0, 20, 0, 0.16112515805281935),
    (1, 29, 0.006113214292762667, 0.17175521879320282),
    (29, 29, 0.8830302015002592, 1),
    (8554, 10000, 0.8483703632704975, 0.8621566906876255),
  ]

  @Test(arguments: intervals)
  func intervalIsWilsons(_ example: (count: Int, total: Int, lower: Double, upper: Double)) {
    let interval = Proportion(example.count, of: example.total).interval
    #expect(abs(interval.lower - example.lower) < 1e-12)
    #expect(abs(interval.upper - example.upper) < 1e-12)
  }

  @Test func nothingIsKnownOfNothing() {
    #expect(Proportion(0, of: 0).interval == Interval(lower: 0, upper: 1))
    #expect(Proportion(0, of: 0).value == 0)
  }

  @Test func aShareLiesInItsInterval() {
    for total in 1...60 {
      for count in 0...total {
        let share = Proportion(count, of: total)
        #expect(share.interval.contains(share.value))
        #expect(share.interval.lower >= 0 && share.interval.upper <= 1)
      }
    }
  }

  /// The intervals are those of Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10.
  @Test(arguments: [
    (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0000),
  ])
  func differenceIsNewcombes(
    _ first: Int, _ firstTotal: Int, _ second: Int, _ secondTotal: Int, _ lower: Double, _ upper: Double
  ) {
    let difference = Proportion(first, of: firstTotal).difference(from: Proportion(second, of: secondTotal))
    #expect(abs(difference.lower - lower) < 5e-5)
    #expect(abs(difference.upper - upper) < 5e-5)
  }

  @Test func onlyADifferenceBeyondChanceIsOne() {
    #expect(Proportion(900, of: 1000).isAbove(Proportion(860, of: 1000)))
    #expect(!Proportion(90, of: 100).isAbove(Proportion(86, of: 100)))
    #expect(!Proportion(86, of: 100).isAbove(Proportion(86, of: 100)))
  }
}
