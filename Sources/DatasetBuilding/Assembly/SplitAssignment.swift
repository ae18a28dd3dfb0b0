/// Gives each item its split.
package struct SplitAssignment {
  /// For each item of the store; nil for those that are left out.
  private(set) var splits: [Split?]

  private let store: ItemStore
  private let clusters: [ItemClusters.Cluster]
  private let classNames: [String]

  init(_ store: ItemStore, clusters: ItemClusters, classNames: [String]) {
    self.store = store
    self.clusters = clusters.clusters
    self.classNames = classNames
    splits = Array(repeating: nil, count: store.count)
  }

  /// - Returns: what the user should know.
  /// - Throws: `DatasetError` if a rule in numbers asks for more items than there are.
  mutating func assign(by rule: SplitRule) throws(DatasetError) -> [String] {
    switch rule {
    case .fraction(let fraction):
      assign(fraction: fraction)
      return warnings(wantsTest: fraction > 0)
    case .perClass(let train, let t10k):
      let quota = Quota(train: train, t10k: t10k)
      try checkEachClass(has: quota)
      return assign(quotas: Array(repeating: quota, count: classNames.count))
    case .total(let train, let t10k):
      return assign(quotas: try quotas(train: train, t10k: t10k))
    }
  }

  // MARK: - By a share

  /// A cluster whose number is within the share goes to t10k. A class that this leaves without test items gives
  /// the cluster with its lowest number, one that it leaves without training items keeps the one with its highest.
  ///
  /// A new photo moves another only in such a class, or if it joins the other's cluster.
  private mutating func assign(fraction: Double) {
    let limit = fraction * 0x1p64
    for cluster in clusters {
      put(cluster, cluster.split ?? (Double(cluster.number) < limit ? .t10k : .train))
    }
    guard fraction > 0 else { return }
    let free = clusters.filter { $0.split == nil }
    for label in classNames.indices {
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

  /// Clusters in the order of their numbers, first to t10k as long as they fit, then to train. What is then
  /// missing is taken from clusters that do not fit as a whole; the rest of such a cluster is left out.
  ///
  /// - Returns: a warning for each class that did not get its number.
  private mutating func assign(quotas: [Quota]) -> [String] {
    var missing = quotas
    for split in [Split.t10k, .train] {
      // The user's own choice first.
      let open =
        clusters.filter { $0.split == split }
        + clusters.filter { $0.split == nil && splits[$0.items[0]] == nil }
      for cluster in open {
        let needs = cluster.items.reduce(into: [Int: Int]()) { $0[label($1), default: 0] += 1 }
        guard needs.allSatisfy({ missing[$0.key][split] >= $0.value }) else { continue }
        for (label, count) in needs { missing[label][split] -= count }
        put(cluster, split)
      }
      for cluster in open where splits[cluster.items[0]] == nil {
        for item in cluster.items where missing[label(item)][split] > 0 {
          missing[label(item)][split] -= 1
          splits[item] = split
        }
      }
    }
    let counts = itemCounts
    return classNames.indices.compactMap { label in
      guard counts[label] > 0, missing[label].train + missing[label].t10k > 0 else { return nil }
      let (quota, rest) = (quotas[label], missing[label])
      return "\(classNames[label]) has \(quota.train - rest.train) of \(quota.train) items for train and "
        + "\(quota.t10k - rest.t10k) of \(quota.t10k) for t10k: photos of one product, items with equal bytes and "
        + "photos that you have put into a split stay there"
    }
  }

  private func checkEachClass(has quota: Quota) throws(DatasetError) {
    let needed = quota.train + quota.t10k
    let counts = itemCounts
    let short = classNames.indices.filter { counts[$0] > 0 && counts[$0] < needed }
    guard let least = short.map({ counts[$0] }).min() else { return }
    let train = least * quota.train / needed
    let advice =
      train > 0 && train < least ? "add photos, or ask for \(train),\(least - train)" : "add photos"
    let names = short.prefix(3).map { "\(classNames[$0]) has \(counts[$0])" }.joined(separator: ", ")
    throw DatasetError(
      .invalidInput,
      "\(quota.train) items for train and \(quota.t10k) for t10k are asked for in each class, but \(names)"
        + "\(short.count > 3 ? ", …" : ""); \(advice)")
  }

  /// Totals shared out over the classes as evenly as their items allow.
  private func quotas(train: Int, t10k: Int) throws(DatasetError) -> [Quota] {
    let counts = itemCounts
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
  package static func evenShares(of total: Int, among counts: [Int]) -> [Int] {
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

  private func warnings(wantsTest: Bool) -> [String] {
    let counts = classNames.indices.map { label in
      (train: count(of: label, in: .train), t10k: count(of: label, in: .t10k))
    }
    func names(_ isMeant: ((train: Int, t10k: Int)) -> Bool) -> String? {
      let names = classNames.indices.filter { isMeant(counts[$0]) }.map { classNames[$0] }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    var warnings: [String] = []
    if wantsTest, let names = names({ $0.train > 0 && $0.t10k == 0 }) {
      warnings.append("no test item for \(names): too few photos to split")
    }
    if let names = names({ $0.train == 0 && $0.t10k > 0 }) {
      warnings.append("no training item for \(names): too few photos to split")
    }
    return warnings
  }

  /// Of each class, how many items the clusters hold.
  private var itemCounts: [Int] {
    clusters.reduce(into: [Int](repeating: 0, count: classNames.count)) { counts, cluster in
      for item in cluster.items { counts[label(item)] += 1 }
    }
  }

  private func label(_ item: Int) -> Int { store.records[item].photo.label }

  private func count(of label: Int, in split: Split) -> Int {
    splits.indices.count { splits[$0] == split && self.label($0) == label }
  }

  private mutating func put(_ cluster: ItemClusters.Cluster, _ split: Split) {
    for item in cluster.items { splits[item] = split }
  }
}
