/// Sets of items that must stand in the same split: those of one group, and those with equal bytes.
struct ItemClusters {
  struct Cluster {
    /// In the order of the items.
    var items: [Int]
    /// Where the seed puts the cluster between 0 and 2^64.
    var number: UInt64
    /// The split that the user has given, if all agree or only some say.
    var split: Split?
  }

  /// Sorted by number; among equals by their first item.
  let clusters: [Cluster]

  init(_ store: ItemStore, items: [Int], equalItems: [[Int]], seed: UInt64) throws(DatasetError) {
    var union = DisjointSets(count: store.count)
    var firstOfGroup: [String: Int] = [:]
    let isKept = items.reduce(into: [Bool](repeating: false, count: store.count)) { $0[$1] = true }
    // An item that the user has put somewhere binds no other: the user's word comes first.
    func isFree(_ item: Int) -> Bool { isKept[item] && store.records[item].photo.split == nil }
    for item in items where isFree(item) {
      guard let group = store.records[item].photo.group else { continue }
      if let first = firstOfGroup[group] {
        union.join(first, item)
      } else {
        firstOfGroup[group] = item
      }
    }
    for set in equalItems {
      let free = set.filter(isFree)
      for item in free.dropFirst() { union.join(free[0], item) }
    }

    let order = SeededOrder(seed: seed, purpose: 1)
    var groupDigests: [String: SHA256Digest] = [:]
    var clusters: [Int: Cluster] = [:]
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
      let number = order.number(of: key)
      let root = union.root(of: item)
      if var cluster = clusters[root] {
        cluster.items.append(item)
        cluster.number = min(cluster.number, number)
        clusters[root] = cluster
      } else {
        clusters[root] = Cluster(items: [item], number: number, split: record.photo.split)
      }
    }
    self.clusters = clusters.values.sorted { ($0.number, $0.items[0]) < ($1.number, $1.items[0]) }
  }
}

/// Sets without common members, joined pair by pair (union by the smaller root, paths halved).
private struct DisjointSets {
  private var parents: [Int]

  init(count: Int) {
    parents = Array(0..<count)
  }

  mutating func root(of member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (one, other) = (root(of: first), root(of: second))
    parents[max(one, other)] = min(one, other)
  }
}
