internal import DatasetFormat
internal import Wording

/// The shares of the images that the splits got by a rule of fractions, and what is to be said about them.
struct AchievedShares {
  /// The shares of all images, and those of classes that miss theirs; nil for a rule in numbers, or if the user has
  /// decided about all images.
  let shares: [SplitShare]?

  /// The share of the images by which a split has to miss what was asked for to be missed.
  private static let tolerance = 0.03
  /// The number of classes that a warning names.
  private static let shownCount = 3

  init(
    _ clusters: SplitClusters, splits: [Split?], rule: SplitRule, classNames: [String]
  ) {
    // Shares are asked for of all images that the user has not put somewhere, with those of a base.
    let counted = clusters.clusters.lazy.filter { $0.split == nil || $0.isOfBase }
    guard !rule.fractions.isEmpty, !counted.isEmpty else {
      shares = nil
      return
    }
    // Each cluster is divided into its images of each class.
    var sets = [Images](repeating: .init(), count: classNames.count)
    var all = Images()
    for cluster in counted {
      guard let split = splits[cluster.first] else { continue }
      all.add(cluster, clusters.imageCount(of: cluster), split)
      for own in clusters.classCounts(of: cluster) { sets[own.label].add(cluster, own.count, split) }
    }
    func share(
      _ images: Images, _ className: String?, _ entry: (split: Split, fraction: Double)
    ) -> SplitShare {
      let bounds = ShareBounds(entry.fraction, of: images.sizes)
      let count = images.counts[entry.split, default: 0]
      let miss = Double(count) - bounds.expectedCount
      let isMissed =
        !bounds.range.contains(count) && abs(miss) > max(1, Self.tolerance * Double(images.sizes.images))
      // A group explains an excess in its own split, and a shortage in another one.
      let suspects = images.largest.filter { ($0.key == entry.split) == (miss > 0) }.values
      let group = suspects.max { ($0.count, $1.cluster.number) < ($1.count, $0.cluster.number) }
      let isToBlame = group.map { $0.count > 1 && 2 * Double($0.count) >= abs(miss) } ?? false
      return SplitShare(
        split: entry.split, className: className, asked: entry.fraction, images: count,
        total: images.sizes.images, isMissed: isMissed,
        group: isMissed && isToBlame
          ? group.map { group in
            SplitShare.Group(
              name: clusters.groupName(of: group.cluster), images: group.count, split: group.split)
          } : nil)
    }
    let isDivided = sets.count { $0.sizes.images > 0 } > 1
    shares = rule.fractions.sorted { $0.split < $1.split }.flatMap { entry in
      [share(all, nil, entry)]
        + (isDivided
          ? classNames.indices.map { share(sets[$0], classNames[$0], entry) }.filter(\.isMissed) : [])
    }
  }

  /// A warning for each split with shares that are missed.
  var warnings: [String] {
    let missed = (shares ?? []).filter(\.isMissed)
    let remedy = "another --seed, --per-class or a split column changes that"
    return missed.filter { $0.className == nil }.map { share in
      let reason = share.group == nil ? ": classes of few photos cannot be divided as asked" : ""
      return share.text + reason + "; " + remedy
    }
      + Dictionary(grouping: missed.filter { $0.className != nil }, by: \.split).sorted { $0.key < $1.key }
      .map { _, shares in
        let ordered = shares.sorted {
          abs($0.achieved - $0.asked) * Double($0.total) > abs($1.achieved - $1.asked) * Double($1.total)
        }
        let more = shares.count - Self.shownCount
        return ordered.prefix(Self.shownCount).map(\.text).joined(separator: "; ")
          + (more > 0 ? "; and \(counted(more, "more class", plural: "more classes")) likewise" : "") + "; "
          + remedy
      }
  }

  /// The images of one class, or of all.
  private struct Images {
    struct Part {
      let cluster: SplitClusters.Cluster
      let count: Int
      let split: Split
    }

    var sizes = ShareBounds.Sizes()
    var counts: [Split: Int] = [:]
    /// The largest cluster in each split; of equal ones the one with the lowest number.
    var largest: [Split: Part] = [:]

    mutating func add(_ cluster: SplitClusters.Cluster, _ count: Int, _ split: Split) {
      sizes.add(count)
      counts[split, default: 0] += count
      if count > largest[split]?.count ?? 0 {
        largest[split] = Part(cluster: cluster, count: count, split: split)
      }
    }
  }
}
