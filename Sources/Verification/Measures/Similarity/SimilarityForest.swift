internal import DatasetBuilding

/// Of pairs of similar items, those that tell which items hang together at any threshold, and which item each is most
/// alike: the maximum spanning forest, found by Kruskal's algorithm.
///
/// Of n items, however many pairs are alike, it keeps fewer than n. The forest of some pairs, and of the forest of
/// others, is the forest of them all: pairs can come in any order, and from any number of threads.
struct SimilarityForest: Sendable {
  /// The most alike first.
  private(set) var pairs: [SimilarPair] = []
  /// Not yet looked at.
  private var pending: [SimilarPair] = []
  private let itemCount: Int

  /// How many pairs may wait: so many that to join them is worth going through all items.
  private static let pendingLimit = 1 << 14

  init(itemCount: Int) { self.itemCount = itemCount }

  mutating func insert(_ pair: SimilarPair) {
    pending.append(pair)
    if pending.count >= Self.pendingLimit + pairs.count { settle() }
  }

  mutating func insert(_ other: SimilarityForest) {
    for pair in other.pairs { insert(pair) }
    for pair in other.pending { insert(pair) }
  }

  /// Keeps what is needed of all pairs so far.
  mutating func settle() {
    var sets = DisjointSets(count: itemCount)
    pairs = (pairs + pending).sorted().filter { sets.join($0.first, $0.second) }
    pending = []
  }
}
