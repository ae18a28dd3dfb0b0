internal import DatasetFormat
internal import Training

/// The images that a page shows: all of them if they fit, otherwise a random sample and the images of some lists.
struct GallerySelection {
  /// The positions of the images, in the order of the dataset.
  let positions: [ExamplePosition]
  /// The positions of the random sample, in the order in which they were drawn; the classes take turns.
  let sample: [ExamplePosition]

  /// The smallest share of the capacity that the sample takes if not all images fit.
  private static let sampleShare = 0.55

  /// - Parameters:
  ///   - lists: lists of images, the most important first in each, with the share of the capacity that each list may
  ///     take.
  ///   - capacity: the number of images that fit.
  init(
    _ dataset: Dataset, pointedAt lists: [(examples: [ExamplePosition], share: Double)], capacity: Int,
    seed: UInt64
  ) {
    let drawn = Self.drawn(dataset, seed: seed)
    guard drawn.count > capacity else {
      positions = drawn.sorted()
      sample = drawn
      return
    }
    var chosen: Set<ExamplePosition> = []
    for (examples, share) in lists {
      let limit = Int(share * Double(capacity))
      var count = 0
      for position in examples where count < limit {
        count += 1
        chosen.insert(position)
      }
    }
    let sampleCount = max(Int(Self.sampleShare * Double(capacity)), capacity - chosen.count)
    sample = Array(drawn.prefix(sampleCount))
    chosen.formUnion(sample)
    positions = chosen.sorted()
  }

  /// Returns the positions of all images in a random order determined by the seed, in which the classes take turns.
  static func drawn(_ dataset: Dataset, seed: UInt64) -> [ExamplePosition] {
    var byLabel = [[ExamplePosition]](repeating: [], count: dataset.classCount)
    var random = SeededRandom(seed: seed, purpose: .gallery)
    let all = dataset.splits.flatMap { part in (0..<part.count).map { ExamplePosition(part.split, $0) } }
    for number in random.permutation(all.count) {
      let label = dataset.label(of: all[number])
      if byLabel.indices.contains(label) { byLabel[label].append(all[number]) }
    }
    return byTurns(byLabel)
  }
}

/// Returns the elements of all lists: the first of each, then the second of each, and so on.
func byTurns<Element>(_ lists: [[Element]]) -> [Element] {
  let longest = lists.map(\.count).max() ?? 0
  return (0..<longest).flatMap { turn in lists.compactMap { turn < $0.count ? $0[turn] : nil } }
}
