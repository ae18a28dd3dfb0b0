internal import DatasetFormat

/// The maximum spanning forest of similar images, found by Kruskal's algorithm, which shows the images that pairs
/// connect at any threshold, and the most similar image to each.
///
/// The forest of n images has fewer than n pairs, however many pairs are similar. The forest of some pairs and of the
/// forest of other pairs is the forest of all of them, so that pairs can come in any order and from any number of
/// threads.
struct SimilarityForest: Sendable {
  /// The pairs of the forest in descending order of similarity.
  private(set) var pairs: [SimilarPair] = []
  /// The inserted pairs that are not in the forest yet.
  private var pending: [SimilarPair] = []
  private let exampleCount: Int

  /// The number of pending pairs from which on merging them into the forest is worth going through all images.
  private static let pendingLimit = 1 << 14

  init(exampleCount: Int) { self.exampleCount = exampleCount }

  mutating func insert(_ pair: SimilarPair) {
    pending.append(pair)
    if pending.count >= Self.pendingLimit + pairs.count { settle() }
  }

  mutating func insert(_ other: SimilarityForest) {
    for pair in other.pairs { insert(pair) }
    for pair in other.pending { insert(pair) }
  }

  /// Merges the pending pairs into the forest.
  mutating func settle() {
    var sets = DisjointSets(count: exampleCount)
    pairs = (pairs + pending).sorted().filter { sets.join($0.first, $0.second) }
    pending = []
  }
}
