internal import Checksums
internal import Randomness

/// The order of the images within a split.
struct ExampleOrder {
  private let store: ExampleStore
  private let isShuffled: Bool
  private let numbers: SeededOrder

  init(_ store: ExampleStore, seed: UInt64, isShuffled: Bool) {
    self.store = store
    self.isShuffled = isShuffled
    numbers = SeededOrder(seed: seed, purpose: .order)
  }

  /// Returns the images ordered by a number derived from the seed and the photo's SHA-256, or by class; equal ones by
  /// source.
  func sorted(_ images: [Int]) -> [Int] {
    let keyed = images.map { image in
      let record = store.records[image]
      return (image: image, key: isShuffled ? numbers.number(of: record.sha256) : UInt64(record.photo.label))
    }
    // The images are in the order of the photos, which are sorted by source.
    return keyed.sorted { ($0.key, $0.image) < ($1.key, $1.image) }.map(\.image)
  }
}

/// Pseudo-random numbers that depend only on a seed and a key, not on the machine, the order of files or other keys.
struct SeededOrder {
  /// The purpose of the numbers, which gives different numbers for the same seed and key.
  enum Purpose: UInt64 {
    case split = 1
    case order = 2
  }

  private let seed: UInt64

  init(seed: UInt64, purpose: Purpose) {
    self.seed = SplitMix64.mixed(seed ^ SplitMix64.mixed(purpose.rawValue))
  }

  /// Returns the number of a key, which is the SHA-256 of a file or of a group's name.
  func number(of key: SHA256Digest) -> UInt64 {
    SplitMix64.mixed(SplitMix64.mixed(seed ^ key.words.0) ^ key.words.1)
  }
}
