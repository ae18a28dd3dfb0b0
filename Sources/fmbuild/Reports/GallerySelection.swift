internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// Which items a page shows: all where they fit; else a sample drawn at random, and those that somebody points at.
struct GallerySelection {
  /// In the order of the archives.
  let positions: [ItemPosition]
  /// The part drawn at random, as many of each class as there are places; in the order in which they were drawn.
  let sample: [ItemPosition]

  /// Shares of the places: of the sample, and of each list of items pointed at.
  private static let sampleShare = 0.55

  /// - Parameters:
  ///   - pointedAt: lists of items, the most important first in each, with the share of the places that each may take.
  ///   - capacity: how many items fit.
  init(
    _ dataset: Dataset, pointedAt lists: [(items: [ItemPosition], share: Double)], capacity: Int, seed: UInt64
  ) {
    let drawn = Self.drawn(dataset, seed: seed)
    guard drawn.count > capacity else {
      positions = drawn.sorted()
      sample = drawn
      return
    }
    var chosen: Set<ItemPosition> = []
    for (items, share) in lists {
      let limit = Int(share * Double(capacity))
      var count = 0
      for position in items where count < limit {
        count += 1
        chosen.insert(position)
      }
    }
    let sampleCount = max(Int(Self.sampleShare * Double(capacity)), capacity - chosen.count)
    sample = Array(drawn.prefix(sampleCount))
    chosen.formUnion(sample)
    positions = chosen.sorted()
  }

  /// All items in an order drawn by the seed, in which the classes take turns.
  private static func drawn(_ dataset: Dataset, seed: UInt64) -> [ItemPosition] {
    var byLabel = [[ItemPosition]](repeating: [], count: dataset.classCount)
    var random = SeededRandom(seed: seed, purpose: 5)
    let all = dataset.splits.flatMap { part in (0..<part.count).map { ItemPosition(part.split, $0) } }
    for number in random.permutation(all.count) {
      let label = dataset.label(of: all[number])
      if byLabel.indices.contains(label) { byLabel[label].append(all[number]) }
    }
    let longest = byLabel.map(\.count).max() ?? 0
    return (0..<longest).flatMap { turn in
      byLabel.compactMap { turn < $0.count ? $0[turn] : nil }
    }
  }
}
