/// The pseudorandom number generator SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
/// generators", OOPSLA): the same state gives the same numbers everywhere.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  package var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.finalised(state)
  }

  /// Returns a uniformly distributed number in 0..<1, a multiple of 2^-53.
  package mutating func unitInterval() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns a number every bit of which depends on every bit of the argument: the first number of the generator with
  /// that state.
  package static func mixed(_ value: UInt64) -> UInt64 { finalised(value &+ increment) }

  /// The fractional part of the golden ratio in 64 bits, made odd: the step from one state to the next.
  package static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func finalised(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
