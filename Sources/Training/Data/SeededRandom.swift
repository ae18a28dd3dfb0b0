internal import Randomness

/// What a training draws by: the same numbers for the same seed and purpose, everywhere.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var generator: SplitMix64

  /// - Parameter purpose: keeps the numbers of different uses of one seed apart.
  package init(seed: UInt64, purpose: UInt64 = 0) {
    generator = SplitMix64(state: SplitMix64.mixed(seed) ^ SplitMix64.mixed(~purpose))
  }

  package mutating func next() -> UInt64 { generator.next() }

  package mutating func unitInterval() -> Double { generator.unitInterval() }

  /// 0..<count.
  package mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The order of 0..<count, shuffled (Fisher and Yates).
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, index(below: last + 1)) }
    return order
  }
}
