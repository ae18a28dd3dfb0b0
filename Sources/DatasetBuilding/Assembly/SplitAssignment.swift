/// Gives each item its split.
struct SplitAssignment {
  /// For each item of the store; nil for those that are left out.
  private(set) var splits: [Split?]

  private let store: ItemStore
  private let clusters: [ItemClusters.Cluster]
  private let classCount: Int

  init(_ store: ItemStore, clusters: ItemClusters, classCount: Int) {
    self.store = store
    self.clusters = clusters.clusters
    self.classCount = classCount
    splits = Array(repeating: nil, count: store.count)
  }

  mutating func assign(by rule: SplitRule) throws(DatasetError) {
    switch rule {
    case .fraction(let fraction):
      assign(fraction: fraction)
    case .perClass(let train, let t10k):
      assign(quotas: Array(repeating: Quota(train: train, t10k: t10k), count: classCount))
    case .total(let train, let t10k):
      assign(quotas: try quotas(train: train, t10k: t10k))
    }
  }

  // MARK: - By a share

  /// A cluster whose number is within the share goes to t10k. A class that this leaves without test items gives
  /// the cluster with its lowest number, one that it leaves without training items keeps the one with its highest:
  /// the only case in which a new photo can move another.
  private mutating func assign(fraction: Double) {
    let limit = fraction * 0x1p64
    for cluster in clusters {
      put(cluster, cluster.split ?? (Double(cluster.number) < limit ? .t10k : .train))
    }
    guard fraction > 0 else { return }
    let free = clusters.filter { $0.split == nil }
    for label in 0..<classCount {
      let own = free.filter { cluster in cluster.items.contains { self.label($0) == label } }
      guard own.count > 1, let first = own.first, let last = own.last else { continue }
      if count(of: label, in: .t10k) == 0 { put(first, .t10k) }
      if count(of: label, in: .train) == 0 { put(last, .train) }
    }
  }

  // MARK: - By numbers

  private struct Quota {
    var train: Int
    var t10k: Int

    subscript(split: Split) -> Int {
      get { split == .train ? train : t10k }
      set { if split == .train { train = newValue } else { t10k = newValue } }
    }
  }

  /// Clusters in the order of their numbers, first to t10k as long as they fit, then to train.
  private mutating func assign(quotas: [Quota]) {
    var quotas = quotas
    for split in [Split.t10k, .train] {
      for cluster in clusters where cluster.split == nil || cluster.split == split {
        guard splits[cluster.items[0]] == nil else { continue }
        let needs = cluster.items.reduce(into: [Int: Int]()) { $0[label($1), default: 0] += 1 }
        guard needs.allSatisfy({ quotas[$0.key][split] >= $0.value }) else { continue }
        for (label, count) in needs { quotas[label][split] -= count }
        put(cluster, split)
      }
    }
  }

  /// Totals shared out over the classes as evenly as their items allow.
  private func quotas(train: Int, t10k: Int) throws(DatasetError) -> [Quota] {
    let counts = clusters.reduce(into: [Int](repeating: 0, count: classCount)) { counts, cluster in
      for item in cluster.items { counts[label(item)] += 1 }
    }
    let available = counts.reduce(0, +)
    guard available >= train + t10k else {
      throw DatasetError(
        .invalidInput,
        "\(train) items for train and \(t10k) for t10k are asked for, but there are \(available); add "
          + "\(train + t10k - available) photos, or choose a smaller split")
    }
    let shares = Self.evenShares(of: train + t10k, among: counts)
    // Of each class the same part goes to t10k; what rounding leaves goes to the largest remainders.
    let exact = shares.map { Double($0) * Double(t10k) / Double(train + t10k) }
    var tests = exact.map { Int($0) }
    let order = exact.indices.sorted {
      (Double(tests[$0]) - exact[$0], $0) < (Double(tests[$1]) - exact[$1], $1)
    }
    for label in order.prefix(max(0, t10k - tests.reduce(0, +))) { tests[label] += 1 }
    return zip(shares, tests).map { Quota(train: $0 - $1, t10k: $1) }
  }

  /// `total` shared out so that no class gets more than it has and all that could have more get the same, within
  /// one.
  static func evenShares(of total: Int, among counts: [Int]) -> [Int] {
    var shares = [Int](repeating: 0, count: counts.count)
    var rest = total
    var order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }[...]
    while let label = order.popFirst() {
      shares[label] = min(counts[label], rest / (order.count + 1))
      rest -= shares[label]
    }
    return shares
  }

  // MARK: - What came of it

  func warnings(classNames: [String]) -> [String] {
    var warnings: [String] = []
    let counts = (0..<classCount).map { label in
      (train: count(of: label, in: .train), t10k: count(of: label, in: .t10k))
    }
    let untested = classNames.indices.filter { counts[$0].train > 0 && counts[$0].t10k == 0 }.map {
      classNames[$0]
    }
    if !untested.isEmpty {
      warnings.append("no test item for \(untested.joined(separator: ", ")): too few photos to split")
    }
    let untrained = classNames.indices.filter { counts[$0].train == 0 && counts[$0].t10k > 0 }.map {
      classNames[$0]
    }
    if !untrained.isEmpty {
      warnings.append("no training item for \(untrained.joined(separator: ", "))")
    }
    return warnings
  }

  private func label(_ item: Int) -> Int { store.records[item].photo.label }

  private func count(of label: Int, in split: Split) -> Int {
    splits.indices.count { splits[$0] == split && self.label($0) == label }
  }

  private mutating func put(_ cluster: ItemClusters.Cluster, _ split: Split) {
    for item in cluster.items { splits[item] = split }
  }
}
