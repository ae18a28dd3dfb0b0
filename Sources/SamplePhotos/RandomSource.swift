internal import Randomness

/// The source of random numbers for the drawings. The same seed gives the same numbers on every machine.
struct RandomSource: RandomNumberGenerator {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  /// Creates a source whose seed depends on all numbers of the list and on their order.
  init(mixing numbers: [UInt64]) {
    self.init(seed: 0)
    for number in numbers {
      generator.state ^= number
      generator.state = next()
    }
  }

  mutating func next() -> UInt64 { generator.next() }

  /// Returns a number uniformly distributed over the range.
  mutating func within(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * generator.unitInterval()
  }

  /// Returns a number of the range, more likely near its middle: the mean of three uniformly distributed numbers.
  mutating func about(_ range: ClosedRange<Double>) -> Double {
    (within(range) + within(range) + within(range)) / 3
  }

  /// Returns a number uniformly distributed over -size...size.
  mutating func jitter(_ size: Double) -> Double { within(-size...size) }

  mutating func chance(_ probability: Double) -> Bool { generator.unitInterval() < probability }

  mutating func count(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound
      + min(
        range.upperBound - range.lowerBound,
        Int(generator.unitInterval() * Double(range.upperBound - range.lowerBound + 1)))
  }

  /// Returns one of the choices, each with the probability weight / (sum of all weights).
  ///
  /// - Precondition: There is at least one choice.
  mutating func pick<Choice>(_ choices: [(weight: Double, choice: Choice)]) -> Choice {
    var rest = generator.unitInterval() * choices.reduce(0) { $0 + $1.weight }
    for (weight, choice) in choices {
      rest -= weight
      if rest < 0 { return choice }
    }
    return choices[choices.count - 1].choice
  }

  /// Returns one of the choices, all equally likely.
  ///
  /// - Precondition: There is at least one choice.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[count(0...choices.count - 1)]
  }
}
