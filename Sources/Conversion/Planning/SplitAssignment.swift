internal import DatasetFormat
internal import Wording

/// The assignment of images to splits.
package struct SplitAssignment {
  /// The split of each image of the store; nil for images that are left out.
  private(set) var splits: [Split?]

  private let store: ExampleStore
  private let clusters: SplitClusters
  /// The number of images of each class in each split.
  private var counts: [Split: [Int]]
  private let classNames: [String]
  /// The images of an older dataset that keep their places; nil if there is none.
  private let base: PlacedBase?

  init(_ store: ExampleStore, clusters: SplitClusters, classNames: [String], base: PlacedBase? = nil) {
    self.store = store
    self.base = base
    self.clusters = clusters
    self.classNames = classNames
    let none = [Int](repeating: 0, count: classNames.count)
    counts = Dictionary(uniqueKeysWithValues: Split.allCases.map { ($0, none) })
    splits = Array(repeating: nil, count: store.count)
  }

  /// Assigns all images by a rule.
  ///
  /// - Returns: a warning for each class that did not get the numbers that were asked for.
  /// - Throws: `DatasetError` if a rule in numbers asks for more images than there are, or for fewer in all than the
  ///   base has.
  mutating func assign(by rule: SplitRule, _ method: SplitMethod) throws(DatasetError) -> [String] {
    switch rule {
    case .fractions:
      switch method {
      case .independent: assign(rule.fractions)
      case .balanced: balance(rule.fractions)
      }
      return []
    case .perClass(let counts):
      try checkEachClass(has: counts)
      return assign(quotas: Array(repeating: counts, count: classNames.count))
    case .total(let counts):
      return assign(quotas: try quotas(counts))
    }
  }

  // MARK: - By fractions

  private mutating func balance(_ fractions: [(split: Split, fraction: Double)]) {
    for cluster in clusters.clusters {
      if let split = cluster.split { put(cluster, split) }
    }
    BalancedSplit(
      clusters, fractions: fractions, given: counts, classCount: classNames.count, label: store.label(of:)
    ).forEachResult { put($0, $1) }
  }

  /// Assigns clusters by `SplitMethod.independent`. The fractions divide the range of cluster numbers from 0 to 2^64 in order; a
  /// cluster beyond the last is for train.
  ///
  /// A class that has no image in a split then moves one free cluster there: for the first split the cluster with the
  /// lowest number, for another the lowest that is in train, provided that the class has enough free clusters. A class
  /// without training images moves its free cluster with the highest number to train.
  ///
  /// A new photo therefore changes the split of another only in such a class, or if both are in one cluster.
  private mutating func assign(_ fractions: [(split: Split, fraction: Double)]) {
    for cluster in clusters.clusters {
      let number = Double(cluster.number)
      var limit = 0.0
      let drawn = fractions.first { entry in
        limit += entry.fraction * 0x1p64
        return number < limit
      }
      put(cluster, cluster.split ?? drawn?.split ?? .train)
    }
    guard !fractions.isEmpty else { return }
    let splits = [Split.train] + fractions.map(\.split)
    for label in classNames.indices where splits.contains(where: { count(of: label, in: $0) == 0 }) {
      let own = clusters.clusters.filter { $0.split == nil && clusters.hasImage(of: label, $0) }
      guard own.count > 1, let last = own.last else { continue }
      for (place, split) in fractions.map(\.split).enumerated() where count(of: label, in: split) == 0 {
        // The first split may take the last cluster but one; every further split needs one more.
        guard own.count > place + 1 else { continue }
        let spare = place == 0 ? own.first : own.first { self.splits[$0.first] == .train }
        if let spare { put(spare, split) }
      }
      if count(of: label, in: .train) == 0 { put(own.last { isSpare($0, of: label) } ?? last, .train) }
    }
  }

  /// Whether the cluster's split keeps images of the class without the cluster.
  private func isSpare(_ cluster: SplitClusters.Cluster, of label: Int) -> Bool {
    guard let split = splits[cluster.first] else { return true }
    let own = clusters.classCounts(of: cluster).first { $0.label == label }?.count ?? 0
    return count(of: label, in: split) > own
  }

  // MARK: - By numbers

  /// Assigns clusters in the order of their numbers, to test as long as they fit, then to validation, then to train.
  /// Images still missing are taken from clusters that do not fit as a whole; the rest of such a cluster is left out.
  /// Images of the base are where they are, whatever the numbers.
  ///
  /// - Returns: a warning for each class that did not get its numbers.
  private mutating func assign(quotas: [[Split: Int]]) -> [String] {
    var missing = quotas
    var warnings = putBase(&missing)
    for split in [Split.test, .validation, .train] where quotas.contains(where: { $0[split] != nil }) {
      // Clusters whose split the user has given are first.
      let all = clusters.clusters
      let open =
        all.indices.filter { all[$0].split == split }
        + all.indices.filter { all[$0].split == nil && splits[all[$0].first] == nil }
      for index in open {
        let images = newImages(all[index])
        let needs = images.reduce(into: [Int: Int]()) { $0[store.label(of: $1), default: 0] += 1 }
        guard needs.allSatisfy({ missing[$0.key][split, default: 0] >= $0.value }) else { continue }
        for (label, count) in needs { missing[label][split, default: 0] -= count }
        for image in images { put(image, split) }
      }
      for index in open {
        let images = newImages(all[index])
        guard let first = images.first, splits[first] == nil else { continue }
        for image in images where missing[store.label(of: image)][split, default: 0] > 0 {
          missing[store.label(of: image)][split, default: 0] -= 1
          put(image, split)
        }
      }
    }
    let counts = imageCounts
    warnings += classNames.indices.compactMap { label in
      guard counts[label] > 0, missing[label].total > 0 else { return nil }
      let parts = quotas[label].sorted { $0.key < $1.key }.map { split, quota in
        "\(grouped(quota - missing[label][split, default: 0])) of \(grouped(quota)) images for \(split.rawValue)"
      }
      return
        "\(classNames[label]) has \(parts.joined(separator: " and ")): photos of one product, images with equal "
        + "bytes and photos that you have put into a split stay there"
    }
    return warnings
  }

  /// Puts the images of the base where they are, and takes them off the numbers of images that are missing.
  ///
  /// - Returns: a warning for each class of which the base has more images than were asked for.
  private mutating func putBase(_ missing: inout [[Split: Int]]) -> [String] {
    guard let base else { return [] }
    var excess = [[Split: Int]](repeating: [:], count: classNames.count)
    for (split, images) in base.images {
      for image in images {
        put(image, split)
        let label = store.label(of: image)
        if missing[label][split, default: 0] > 0 {
          missing[label][split, default: 0] -= 1
        } else {
          excess[label][split, default: 0] += 1
        }
      }
    }
    return classNames.indices.compactMap { label in
      guard excess[label].total > 0 else { return nil }
      return "\(classNames[label]) has \(excess[label].text) more than asked for: the images of the base stay"
    }
  }

  /// Returns the images of a cluster that the base does not have.
  private func newImages(_ cluster: SplitClusters.Cluster) -> [Int] {
    clusters.images(of: cluster).filter { base?.split(of: $0) == nil }
  }

  private func checkEachClass(has quota: [Split: Int]) throws(DatasetError) {
    let needed = quota.total
    let counts = imageCounts
    let short = classNames.indices.filter { counts[$0] > 0 && counts[$0] < needed }
    guard let least = short.map({ counts[$0] }).min() else { return }
    let ordered = quota.sorted { $0.key < $1.key }
    var possible = ordered.map { least * $0.value / needed }
    // The remainder of the rounding goes to the last split.
    possible[possible.count - 1] += least - possible.reduce(0, +)
    let isPossible = zip(possible, ordered).allSatisfy { $0 > 0 || $1.value == 0 }
    let advice =
      isPossible
      ? "add photos, or ask for \(possible.map { "\($0)" }.joined(separator: ","))" : "add photos"
    let names = short.prefix(3).map { "\(classNames[$0]) has \(counts[$0])" }.joined(separator: ", ")
    throw DatasetError(
      .invalidInput,
      "\(Self.request(quota)) are asked for in each class, but \(names)\(short.count > 3 ? ", …" : ""); \(advice)"
    )
  }

  /// Returns the number of images by class and split, with totals distributed over the classes as evenly as their
  /// images allow.
  private func quotas(_ counts: [Split: Int]) throws(DatasetError) -> [[Split: Int]] {
    // Images of the base in a split that is not asked for stay there, and are beside the numbers.
    let held = baseCounts.map { $0.filter { counts[$0.key] != nil } }
    let own = zip(imageCounts, zip(baseCounts, held)).map { $0 - ($1.0.total - $1.1.total) }
    let available = own.reduce(0, +)
    guard available >= counts.total else {
      throw DatasetError(
        .invalidInput,
        "\(Self.request(counts)) are asked for, but there are \(available); add "
          + "\(counts.total - available) photos, or choose a smaller split")
    }
    // What the base has is there, and the rest is distributed.
    let heldCounts = held.map(\.total)
    for (split, count) in counts.sorted(by: { $0.key < $1.key }) {
      let old = held.reduce(0) { $0 + $1[split, default: 0] }
      guard old > count else { continue }
      throw DatasetError(
        .invalidInput,
        "\(Self.request(counts)) are asked for, but the base has \(grouped(old)) for \(split.rawValue), and they stay; "
          + "ask for more, or convert without --base")
    }
    let wanted = Self.evenShares(of: counts.total, among: own, atLeast: heldCounts)
    var shares = zip(wanted, heldCounts).map { $0 - $1 }
    var quotas: [[Split: Int]] = held
    var rest = counts.total - heldCounts.reduce(0, +)
    // The same fraction of the remaining images of each class goes to test, then to validation; the rest is for train.
    for split in [Split.test, .validation] {
      guard let total = counts[split] else { continue }
      let count = total - held.reduce(0) { $0 + $1[split, default: 0] }
      for (label, part) in Self.proportionalShares(of: count, in: rest, among: shares).enumerated() {
        quotas[label][split, default: 0] += part
        shares[label] -= part
      }
      rest -= count
    }
    for label in shares.indices { quotas[label][.train, default: 0] += shares[label] }
    return quotas
  }

  /// The number of images of the base of each class in each split.
  private var baseCounts: [[Split: Int]] {
    var counts = [[Split: Int]](repeating: [:], count: classNames.count)
    for (split, images) in base?.images ?? [:] {
      for image in images { counts[store.label(of: image)][split, default: 0] += 1 }
    }
    return counts
  }

  // MARK: - Results

  /// The number of images of each class in the clusters.
  private var imageCounts: [Int] {
    clusters.clusters.reduce(into: [Int](repeating: 0, count: classNames.count)) { counts, cluster in
      for image in clusters.images(of: cluster) { counts[store.label(of: image)] += 1 }
    }
  }

  private func count(of label: Int, in split: Split) -> Int { counts[split]?[label] ?? 0 }

  private mutating func put(_ cluster: SplitClusters.Cluster, _ split: Split) {
    for image in clusters.images(of: cluster) { put(image, split) }
  }

  private mutating func put(_ image: Int, _ split: Split) {
    let label = store.label(of: image)
    if let former = splits[image] { counts[former]?[label] -= 1 }
    counts[split]?[label] += 1
    splits[image] = split
  }
}

extension SplitRule {
  /// The share of each split but train, above 0, in the order of their ranges of cluster numbers; none for rules in
  /// numbers.
  var fractions: [(split: Split, fraction: Double)] {
    guard case .fractions(let validation, let test) = self else { return [] }
    return [(.test, test), (.validation, validation)].filter { $0.1 > 0 }
  }

  /// The splits for which the rule asks for images, train first.
  var wantedSplits: [Split] {
    switch self {
    case .fractions: [.train] + fractions.map(\.split).sorted()
    case .perClass(let counts), .total(let counts): counts.filter { $0.value > 0 }.map(\.key).sorted()
    }
  }
}
