/// The pairs of items that are alike, by what they are to each other.
package struct SimilarPairs: Sendable {
  private var forests: [SimilarityForest]
  /// Of all kinds.
  package private(set) var count = 0
  /// Whether there were so many that not every pair was looked at.
  package internal(set) var isIncomplete = false

  init(itemCount: Int) {
    forests = PairKind.allCases.map { _ in SimilarityForest(itemCount: itemCount) }
  }

  /// Those that tell which items hang together, and which other each is most alike; the most alike first.
  package func forest(_ kind: PairKind) -> [SimilarPair] { forests[kind.rawValue].pairs }

  mutating func insert(_ pair: SimilarPair, _ kind: PairKind) {
    forests[kind.rawValue].insert(pair)
    count += 1
  }

  mutating func insert(_ other: SimilarPairs) {
    for kind in forests.indices { forests[kind].insert(other.forests[kind]) }
    count += other.count
    isIncomplete = isIncomplete || other.isIncomplete
  }

  /// Ends the insertion.
  mutating func settle() {
    for kind in forests.indices { forests[kind].settle() }
  }
}
