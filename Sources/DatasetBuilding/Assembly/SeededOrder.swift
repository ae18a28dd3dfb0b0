internal import Randomness

/// Numbers that look random and depend on a seed and a key alone: not on the machine, the order of files or on
/// what other keys there are.
struct SeededOrder {
  private let seed: UInt64

  /// - Parameter purpose: keeps the numbers of different uses of one seed apart.
  init(seed: UInt64, purpose: UInt64) {
    self.seed = SplitMix64.mixed(seed ^ SplitMix64.mixed(purpose))
  }

  /// The number of a key: a file's or a group's SHA-256.
  func number(of key: SHA256Digest) -> UInt64 {
    SplitMix64.mixed(SplitMix64.mixed(seed ^ key.words.0) ^ key.words.1)
  }
}
