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

  /// The number of parts into which images are divided before they are sorted, so that only a small part is in memory with
  /// its numbers.
  private static let partCount = 4096

  /// Returns the images ordered by a number derived from the seed and the photo's SHA-256, or by class; equal ones by
  /// source.
  ///
  /// - Parameter images: the images in the order of the photos, which are sorted by source.
  func sorted(_ images: some Sequence<Int>) -> [Int32] {
    var ends = [Int](repeating: 0, count: Self.partCount + 1)
    for image in images { ends[part(of: image) + 1] += 1 }
    for part in 1...Self.partCount { ends[part] += ends[part - 1] }
    // The end of a part is at first its beginning.
    var order = [Int32](repeating: 0, count: ends[Self.partCount])
    for image in images {
      let part = part(of: image)
      order[ends[part]] = Int32(image)
      ends[part] += 1
    }
    // Within a class, images are in the order of the photos already.
    guard isShuffled else { return order }
    var start = 0
    for part in 0..<Self.partCount {
      let keyed = order[start..<ends[part]].map { image in
        (key: numbers.number(of: store.photoDigest(of: Int(image))), image: image)
      }
      for (place, entry) in keyed.sorted(by: { ($0.key, $0.image) < ($1.key, $1.image) }).enumerated() {
        order[start + place] = entry.image
      }
      start = ends[part]
    }
    return order
  }

  /// Returns the part of an image: by the first bits of its number, or its class.
  private func part(of image: Int) -> Int {
    isShuffled ? Int(numbers.number(of: store.photoDigest(of: image)) >> 52) : store.label(of: image)
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

  /// Returns the number of a key, which is the beginning of the SHA-256 of a file or of a group's name.
  func number(of key: DigestPrefix) -> UInt64 {
    SplitMix64.mixed(SplitMix64.mixed(seed ^ key.words.0) ^ key.words.1)
  }
}
