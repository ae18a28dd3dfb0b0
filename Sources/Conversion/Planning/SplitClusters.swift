internal import Checksums
package import DatasetFormat

/// Sets of images that belong to the same split: images of one group, and images with equal bytes.
///
/// The split that the user gave to an image, or that a base has for it, applies to its whole cluster. If images of one
/// cluster were given different splits, each of them keeps its own split and is a cluster by itself.
package struct SplitClusters {
  package struct Cluster {
    /// The indices of the images, ascending.
    package fileprivate(set) var images: [Int]
    /// The cluster's position among the split's fractions, 0..<2^64, derived from the seed and the smallest key, so
    /// that large and small clusters alike have uniformly distributed positions.
    package let number: UInt64
    /// The split that the user has given or the base has; nil if the rule decides.
    package let split: Split?
    /// Whether the base has an image of the cluster that the user has not put anywhere, so that it counts towards the
    /// shares that the rule asks for.
    package let isOfBase: Bool
  }

  /// The clusters sorted by number, clusters with equal numbers by their first image.
  package let clusters: [Cluster]
  private let givenImages: Set<Int>

  /// Returns whether the user's choice or the base, not the rule, decides the split of an image.
  package func isGiven(_ image: Int) -> Bool { givenImages.contains(image) }

  package init(
    _ store: ExampleStore, images: [Int], equalImages: [[Int]], seed: UInt64, base: PlacedBase? = nil
  ) {
    func givenSplit(_ image: Int) -> Split? { base?.split(of: image) ?? store.records[image].photo.split }
    var union = DisjointSets(count: store.count)
    var firstOfGroup: [String: Int] = [:]
    let isKept = images.reduce(into: [Bool](repeating: false, count: store.count)) { $0[$1] = true }
    for image in images {
      guard let group = store.records[image].photo.group else { continue }
      if let first = firstOfGroup[group] {
        union.join(first, image)
      } else {
        firstOfGroup[group] = image
      }
    }
    for set in equalImages {
      let kept = set.filter { isKept[$0] }
      for image in kept.dropFirst() { union.join(kept[0], image) }
    }
    var givenSplits: [Int: Set<Split>] = [:]
    for image in images {
      if let split = givenSplit(image) {
        givenSplits[union.root(of: image), default: []].insert(split)
      }
    }

    let order = SeededOrder(seed: seed, purpose: .split)
    var groupDigests: [String: SHA256Digest] = [:]
    var drafts: [Draft] = []
    drafts.reserveCapacity(images.count)
    // The index of the draft of each root; images that are clusters by themselves have no entry.
    var draftOfRoot = [Int?](repeating: nil, count: store.count)
    for image in images {
      let record = store.records[image]
      let key: SHA256Digest
      if let group = record.photo.group {
        if let known = groupDigests[group] {
          key = known
        } else {
          key = SHA256Hasher.digest(Array(group.utf8))
          groupDigests[group] = key
        }
      } else {
        key = record.sha256
      }
      let root = union.root(of: image)
      let splits = givenSplits[root] ?? []
      let given = givenSplit(image)
      let isLone = splits.count > 1 && given != nil
      let split = splits.count > 1 ? given : splits.first
      let isOfBase = base?.split(of: image) != nil && record.photo.split == nil
      if !isLone, let draft = draftOfRoot[root] {
        drafts[draft].add(image, key, isOfBase: isOfBase)
      } else {
        if !isLone { draftOfRoot[root] = drafts.count }
        drafts.append(Draft(images: [image], key: key, split: split, isOfBase: isOfBase))
      }
    }
    clusters = drafts.map {
      Cluster(
        images: $0.images, number: order.number(of: $0.key), split: $0.split, isOfBase: $0.isOfBase)
    }.sorted { ($0.number, $0.images[0]) < ($1.number, $1.images[0]) }
    givenImages = Set(drafts.lazy.filter { $0.split != nil }.flatMap(\.images))
  }
}

/// A cluster under construction.
private struct Draft {
  var images: [Int]
  var key: SHA256Digest
  let split: Split?
  var isOfBase: Bool

  mutating func add(_ image: Int, _ key: SHA256Digest, isOfBase: Bool) {
    images.append(image)
    self.key = min(self.key, key)
    self.isOfBase = self.isOfBase || isOfBase
  }
}
