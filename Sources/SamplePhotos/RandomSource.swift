internal import Randomness

/// What the drawings are drawn by: the same numbers for the same seed, on every machine.
struct RandomSource: RandomNumberGenerator {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  /// A source that depends on all numbers of the list and on their order.
  init(mixing numbers: [UInt64]) {
    self.init(seed: 0)
    for number in numbers {
      generator.state ^= number
      generator.state = next()
    }
  }

  mutating func next() -> UInt64 { generator.next() }

  /// Evenly spread over the range.
  mutating func within(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * generator.unitInterval()
  }

  /// Spread over the range with the middle likelier than the ends: the mean of three even draws.
  mutating func about(_ range: ClosedRange<Double>) -> Double {
    (within(range) + within(range) + within(range)) / 3
  }

  /// A number between -size and size.
  mutating func jitter(_ size: Double) -> Double { within(-size...size) }

  mutating func chance(_ probability: Double) -> Bool { generator.unitInterval() < probability }

  mutating func count(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound
      + min(
        range.upperBound - range.lowerBound,
        Int(generator.unitInterval() * Double(range.upperBound - range.lowerBound + 1)))
  }

  /// One of the choices, each with the probability weight / (sum of all weights).
  ///
  /// - Precondition: there is at least one choice.
  mutating func pick<Choice>(_ choices: [(weight: Double, choice: Choice)]) -> Choice {
    var rest = generator.unitInterval() * choices.reduce(0) { $0 + $1.weight }
    for (weight, choice) in choices {
      rest -= weight
      if rest < 0 { return choice }
    }
    return choices[choices.count - 1].choice
  }

  /// One of the choices, all equally likely.
  ///
  /// - Precondition: there is at least one choice.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[count(0...choices.count - 1)]
  }
}
