/// Sets of items that must stand in the same split: those of one group, and those with equal bytes.
///
/// An item that the user has put into a split takes the others along. Where the user has put some into one split and
/// some into the other, those stay where they were put, each by itself.
package struct ItemClusters {
  package struct Cluster {
    /// In the order of the items.
    package fileprivate(set) var items: [Int]
    /// Where the seed puts the cluster, between 0 and 2^64: by the smallest of its keys, so that large clusters are
    /// put anywhere as likely as small ones.
    package let number: UInt64
    /// The split that the user has given; nil where the rule decides.
    package let split: Split?
  }

  /// Sorted by number; among equals by their first item.
  package let clusters: [Cluster]

  package init(_ store: ItemStore, items: [Int], equalItems: [[Int]], seed: UInt64) throws(DatasetError) {
    var union = DisjointSets(count: store.count)
    var firstOfGroup: [String: Int] = [:]
    let isKept = items.reduce(into: [Bool](repeating: false, count: store.count)) { $0[$1] = true }
    for item in items {
      guard let group = store.records[item].photo.group else { continue }
      if let first = firstOfGroup[group] {
        union.join(first, item)
      } else {
        firstOfGroup[group] = item
      }
    }
    for set in equalItems {
      let kept = set.filter { isKept[$0] }
      for item in kept.dropFirst() { union.join(kept[0], item) }
    }
    var givenSplits: [Int: Set<Split>] = [:]
    for item in items {
      if let split = store.records[item].photo.split {
        givenSplits[union.root(of: item), default: []].insert(split)
      }
    }

    let order = SeededOrder(seed: seed, purpose: 1)
    var groupDigests: [String: SHA256Digest] = [:]
    var drafts: [Draft] = []
    drafts.reserveCapacity(items.count)
    // Where the draft of each root is; those of items that have to stand by themselves are nobody's root.
    var draftOfRoot = [Int?](repeating: nil, count: store.count)
    for item in items {
      let record = store.records[item]
      let key: SHA256Digest
      if let group = record.photo.group {
        if let known = groupDigests[group] {
          key = known
        } else {
          key = try SHA256Hasher.digest(Array(group.utf8))
          groupDigests[group] = key
        }
      } else {
        key = record.sha256
      }
      let root = union.root(of: item)
      let splits = givenSplits[root] ?? []
      let isLone = splits.count > 1 && record.photo.split != nil
      let split = splits.count > 1 ? record.photo.split : splits.first
      if !isLone, let draft = draftOfRoot[root] {
        drafts[draft].add(item, key)
      } else {
        if !isLone { draftOfRoot[root] = drafts.count }
        drafts.append(Draft(items: [item], key: key, split: split))
      }
    }
    clusters = drafts.map {
      Cluster(items: $0.items, number: order.number(of: $0.key), split: $0.split)
    }.sorted { ($0.number, $0.items[0]) < ($1.number, $1.items[0]) }
  }
}

/// A cluster that grows.
private struct Draft {
  var items: [Int]
  var key: SHA256Digest
  let split: Split?

  mutating func add(_ item: Int, _ key: SHA256Digest) {
    items.append(item)
    self.key = min(self.key, key)
  }
}
