internal import Randomness

/// A random number generator for training, equal for equal seeds and purposes on every machine.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var generator: SplitMix64

  package init(seed: UInt64, purpose: Purpose) {
    generator = SplitMix64(
      state: SplitMix64.mixed(seed ^ purpose.step) ^ SplitMix64.mixed(~purpose.stream))
  }

  package mutating func next() -> UInt64 { generator.next() }

  package mutating func unitInterval() -> Double { generator.unitInterval() }

  /// Returns a number in 0..<count.
  package mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Returns the numbers 0..<count in random order, by the shuffle of Fisher and Yates.
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, index(below: last + 1)) }
    return order
  }
}
