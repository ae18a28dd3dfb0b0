import Reporting
import Testing

@Suite("Round ticks")
struct RoundTicksTests {
  private static let bounds: [Double] = [
    -1e12, -1234.5, -99, -1, -0.3, -0.0007, 0, 1e-9, 0.00051, 0.1, 0.3, 0.845, 0.931, 1, 2.302585, 7, 28,
    99.5, 255, 6000, 7001,
    123_456, 1e7, 3.4e22, 1e99,
  ]

  private static let ranges = bounds.flatMap { lower in
    bounds.filter { $0 >= lower }.map { lower...$0 }
  }

  @Test(
    "cover the range, are evenly spaced by 1, 2, 2.5 or 5 times a power of ten, and no more than allowed",
    arguments: [3, 4, 6, 9])
  func properties(count: Int) {
    for range in Self.ranges {
      let ticks = RoundTicks(covering: range, atMost: count)
      #expect(ticks.values.count <= count && ticks.values.count >= 2)
      #expect(ticks.range.lowerBound <= range.lowerBound + 1e-5 * ticks.step, "\(range)")
      #expect(ticks.range.upperBound >= range.upperBound - 1e-5 * ticks.step, "\(range)")
      for (left, right) in zip(ticks.values, ticks.values.dropFirst()) {
        #expect(abs(right - left - ticks.step) < 1e-6 * ticks.step, "\(range)")
      }
      var mantissa = ticks.step
      while mantissa >= 9.999 { mantissa /= 10 }
      while mantissa < 0.9999 { mantissa *= 10 }
      #expect([1, 2, 2.5, 5].contains { abs($0 - mantissa) < 1e-6 }, "\(ticks.step)")
    }
  }

  @Test(
    "are those that a person would write",
    arguments: [
      (0.0...1.0, 6, [0, 0.2, 0.4, 0.6, 0.8, 1.0], 1), (0...7000, 6, [0, 2000, 4000, 6000, 8000], 0),
      (0.31...0.87, 7, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], 1), (-3...5, 5, [-5.0, -2.5, 0, 2.5, 5], 1),
      (0.845...0.931, 6, [0.84, 0.86, 0.88, 0.9, 0.92, 0.94], 2),
      (0...256, 7, [0, 50, 100, 150, 200, 250, 300], 0),
    ])
  func examples(range: ClosedRange<Double>, count: Int, values: [Double], digitCount: Int) {
    let ticks = RoundTicks(covering: range, atMost: count)
    #expect(ticks.values == values)
    #expect(ticks.digitCount == digitCount)
  }

  @Test("are whole where whole numbers are asked for", arguments: [1.0, 2, 3, 5, 12, 24, 60, 250])
  func wholeNumbers(last: Double) {
    let ticks = RoundTicks(covering: 1...max(1.5, last), atMost: 6, wholeNumbers: true)
    #expect(ticks.digitCount == 0)
    for value in ticks.values { #expect(value == value.rounded()) }
  }

  @Test("a single number is widened to zero, and zero to one")
  func singleNumbers() {
    #expect(RoundTicks(covering: 2.3...2.3).range == 0...2.5)
    #expect(RoundTicks(covering: -4 ... -4).range == -4...0)
    #expect(RoundTicks(covering: 0...0).range == 0...1)
    #expect(RoundTicks(covering: 1e15...1e15.nextUp).range == 0...1e15)
  }
}

@Suite("Linear scale")
struct LinearScaleTests {
  @Test("maps bounds to ends, in either direction, and what is outside to the nearer end")
  func bounds() {
    let up = LinearScale(domain: 10...20, start: 300, end: 100)
    #expect(up(10) == 300 && up(20) == 100 && up(15) == 200)
    #expect(up(-1e300) == 300 && up(.infinity) == 100)
  }

  @Test("has the only number of its domain in the middle")
  func singleNumber() {
    #expect(LinearScale(domain: 5...5, start: 0, end: 80)(5) == 40)
  }
}
