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
  /// The sets that the more similar nine tenths of the forest's pairs connect, after the last merge.
  private var core: Core?

  /// Sets that pairs connect, all of which are at least as similar as a number.
  private struct Core {
    let similarity: Double
    /// The set of each image, as the number of one of its images.
    let sets: [UInt32]

    /// Whether a pair closes a circle in which all other pairs are more similar, so that it is never in the forest.
    func makesNeedless(_ pair: SimilarPair) -> Bool {
      pair.similarity < similarity && sets[pair.first] == sets[pair.second]
    }
  }

  /// The number of pending pairs from which on merging them into the forest is worth going through all images.
  private static let pendingLimit = 1 << 14

  init(exampleCount: Int) { self.exampleCount = exampleCount }

  mutating func insert(_ pair: SimilarPair) {
    if let core, core.makesNeedless(pair) { return }
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
    let isLarge = pending.count >= Self.pendingLimit
    pairs = (pairs + pending).sorted().filter { sets.join($0.first, $0.second) }
    pending = []
    // Only where many pairs come is it worth finding out which of them are needless.
    if isLarge { core = makeCore() }
  }

  private func makeCore() -> Core? {
    let strong = pairs.prefix(pairs.count / 10 * 9)
    guard let similarity = strong.last?.similarity, exampleCount <= UInt32.max else { return nil }
    var sets = DisjointSets(count: exampleCount)
    for pair in strong { sets.join(pair.first, pair.second) }
    return Core(
      similarity: similarity, sets: (0..<exampleCount).map { UInt32(truncatingIfNeeded: sets.root(of: $0)) })
  }
}
