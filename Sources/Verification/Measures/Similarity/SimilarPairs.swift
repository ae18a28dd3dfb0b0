/// Pairs of similar images, separated by their kind.
package struct SimilarPairs: Sendable {
  private var forests: [SimilarityForest]
  /// The number of pairs of all kinds that were inserted.
  package private(set) var count = 0
  /// Whether pairs may be missing because there were too many to compare all.
  package internal(set) var isIncomplete = false

  init(exampleCount: Int) {
    forests = PairKind.allCases.map { _ in SimilarityForest(exampleCount: exampleCount) }
  }

  /// Returns the pairs of a kind that `SimilarityForest` keeps, in descending order of similarity; `settle()` must come
  /// first.
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

  /// Removes the pairs that are not needed; call this after the last insertion.
  mutating func settle() {
    for kind in forests.indices { forests[kind].settle() }
  }
}
