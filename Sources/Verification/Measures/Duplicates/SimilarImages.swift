internal import DatasetFormat

/// A set of images in which each image is similar to at least one other, and chains of similar images connect all of
/// them.
struct SimilarSet: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    let position: ExamplePosition
    /// The position of the most similar image.
    let nearest: ExamplePosition
    let similarity: Double
  }

  /// The members in descending order of the similarity to their most similar image, with the images of a pair side by
  /// side.
  fileprivate(set) var members: [Member]
}

/// The images of a dataset that are similar but not equal.
struct SimilarImages: Sendable {
  /// The lowest similarity of the pairs that were searched for, -1...1.
  let similarity: Double
  /// Whether pairs may be missing because there were too many to compare all.
  let isIncomplete: Bool
  private let numbering: ExampleNumbering
  /// The pairs that `SimilarityForest` keeps, by their kind, in descending order of similarity; images are given by
  /// their numbers.
  private let forests: [PairKind: [SimilarPair]]

  init(
    _ forests: [PairKind: [SimilarPair]], similarity: Double, isIncomplete: Bool,
    _ numbering: ExampleNumbering
  ) {
    self.similarity = similarity
    self.isIncomplete = isIncomplete
    self.numbering = numbering
    self.forests = forests
  }

  /// Returns the sets of images that pairs of one kind connect, in descending order of their highest similarity.
  ///
  /// - Parameter similarity: the lowest similarity of a pair, not below the similarity that was searched for.
  func sets(_ kind: PairKind, similarity: Double) -> [SimilarSet] {
    let pairs = (forests[kind] ?? []).prefix { $0.similarity >= similarity }
    var union = DisjointSets(count: numbering.count)
    for pair in pairs { union.join(pair.first, pair.second) }
    var sets: [SimilarSet] = []
    var setOfRoot: [Int: Int] = [:]
    var isMember = [Bool](repeating: false, count: numbering.count)
    // The first pair with an image is the one with the image's most similar partner, because pairs are sorted.
    for pair in pairs {
      for (example, other) in [(pair.first, pair.second), (pair.second, pair.first)] where !isMember[example]
      {
        isMember[example] = true
        let member = SimilarSet.Member(
          position: numbering.position(of: example), nearest: numbering.position(of: other),
          similarity: pair.similarity)
        let root = union.root(of: example)
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
