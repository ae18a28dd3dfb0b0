/// The order of items within an archive.
struct ItemOrder {
  private let store: ItemStore
  private let isShuffled: Bool
  private let numbers: SeededOrder

  init(_ store: ItemStore, seed: UInt64, isShuffled: Bool) {
    self.store = store
    self.isShuffled = isShuffled
    numbers = SeededOrder(seed: seed, purpose: 2)
  }

  /// By a number that the seed and the photo's SHA-256 give, or by class; among equals by source.
  func sorted(_ items: [Int]) -> [Int] {
    let keyed = items.map { item in
      let record = store.records[item]
      return (item: item, key: isShuffled ? numbers.number(of: record.sha256) : UInt64(record.photo.label))
    }
    // Photos are sorted by source, and items stand in their order.
    return keyed.sorted { ($0.key, $0.item) < ($1.key, $1.item) }.map(\.item)
  }
}
