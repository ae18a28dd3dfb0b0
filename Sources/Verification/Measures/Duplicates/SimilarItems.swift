internal import DatasetBuilding
internal import DatasetReading

/// Items that hang together, each alike to another of the set.
struct SimilarSet: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    let position: ItemPosition
    /// The item that it is most alike.
    let nearest: ItemPosition
    let similarity: Double
  }

  /// The most alike first, those that are alike side by side.
  fileprivate(set) var members: [Member]
}

/// Which items of a dataset are alike, but not equal.
struct SimilarItems: Sendable {
  /// The least similarity that was looked for.
  let similarity: Double
  /// Whether there are so many that not every pair was looked at.
  let isIncomplete: Bool
  private let numbering: ItemNumbering
  /// By kind, what `SimilarityForest` keeps, of items by their numbers; the most alike first.
  private let forests: [PairKind: [SimilarPair]]

  init(
    _ forests: [PairKind: [SimilarPair]], similarity: Double, isIncomplete: Bool, _ numbering: ItemNumbering
  ) {
    self.similarity = similarity
    self.isIncomplete = isIncomplete
    self.numbering = numbering
    self.forests = forests
  }

  /// The sets of items that hang together by pairs of one kind, the one with the most similar pair first.
  ///
  /// - Parameter similarity: the least of a pair; not less than was looked for.
  func sets(_ kind: PairKind, similarity: Double) -> [SimilarSet] {
    let pairs = (forests[kind] ?? []).prefix { $0.similarity >= similarity }
    var union = DisjointSets(count: numbering.count)
    for pair in pairs { union.join(pair.first, pair.second) }
    var sets: [SimilarSet] = []
    var setOfRoot: [Int: Int] = [:]
    var isMember = [Bool](repeating: false, count: numbering.count)
    // An item meets the one that it is most alike first.
    for pair in pairs {
      for (item, other) in [(pair.first, pair.second), (pair.second, pair.first)] where !isMember[item] {
        isMember[item] = true
        let member = SimilarSet.Member(
          position: numbering.position(of: item), nearest: numbering.position(of: other),
          similarity: pair.similarity)
        let root = union.root(of: item)
        if let set = setOfRoot[root] {
          sets[set].members.append(member)
        } else {
          setOfRoot[root] = sets.count
          sets.append(SimilarSet(members: [member]))
        }
      }
    }
    return sets
  }
}
