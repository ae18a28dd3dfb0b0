/// Numbers that look random and depend on a seed and a key alone: not on the machine, the order of files or on
/// what other keys there are.
struct SeededOrder {
  private let seed: UInt64

  /// - Parameter purpose: keeps the numbers of different uses of one seed apart.
  init(seed: UInt64, purpose: UInt64) {
    self.seed = Self.mixed(seed ^ Self.mixed(purpose))
  }

  /// The number of a key: a file's or a group's SHA-256.
  func number(of key: SHA256Digest) -> UInt64 {
    Self.mixed(Self.mixed(seed ^ key.words.0) ^ key.words.1)
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on every bit of the
  /// argument.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
