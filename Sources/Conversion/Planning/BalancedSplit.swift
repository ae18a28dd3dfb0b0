internal import DatasetFormat

/// The assignment of clusters to splits by `SplitMethod.balanced`.
///
/// The fractions divide the range of cluster numbers in order, test first. A cluster goes where its number is, the
/// largest clusters first, provided that no class gets more than its bounds allow. Classes that then miss their bounds
/// get the clusters with the lowest numbers that are left, or give away those with the highest. So in a class of single
/// photos the split is the beginning of the order of numbers, and a new photo moves at most one other at each limit.
struct BalancedSplit {
  private typealias Need = SplitClusters.ClassCount

  private let clusters: SplitClusters
  /// The clusters that are to be assigned, in the order of their numbers, by their indices.
  private let members: [Int32]
  /// The numbers of images in each class of the members that have more than one image, by the index of the member.
  private let largeNeeds: [Int: [Need]]
  private let label: (Int) -> Int
  /// The upper limits of the cluster numbers of each split.
  private let limits: [Double]
  /// The bounds of the number of images, by split and class.
  private let bounds: [[ClosedRange<Int>]]
  /// The number of images of each class whose split is given, by split, last for train.
  private let givenCounts: [[Int]]
  /// The number of clusters of each class, with those of the base.
  private let clusterCounts: [Int]
  /// The number of images of each class, by split, last for train.
  private var counts: [[Int]]
  private var places: [UInt8]
  private let splits: [Split]

  /// The place of train, after those of the fractions.
  private var train: Int { splits.count }

  /// Returns the split of each cluster that was to be assigned.
  func forEachResult(_ body: (SplitClusters.Cluster, Split) -> Void) {
    for (member, place) in zip(members, places) {
      body(clusters.clusters[Int(member)], Int(place) == train ? .train : splits[Int(place)])
    }
  }

  /// - Parameters:
  ///   - clusters: those whose split is given stay where they are. Of these, clusters of an older dataset count towards
  ///     the shares.
  ///   - fractions: the share of each split but train, above 0.
  ///   - given: the number of images of each class whose split is given, with those of the base.
  ///   - label: returns the label of an image.
  init(
    _ clusters: SplitClusters, fractions: [(split: Split, fraction: Double)], given: [Split: [Int]],
    classCount: Int, label: @escaping (Int) -> Int
  ) {
    self.clusters = clusters
    self.label = label
    members = clusters.clusters.indices.lazy.filter { clusters.clusters[$0].split == nil }.map { Int32($0) }
    var largeNeeds: [Int: [Need]] = [:]
    var sizes = [ShareBounds.Sizes](repeating: .init(), count: classCount)
    var totals = [Int](repeating: 0, count: classCount)
    for (member, index) in members.enumerated() {
      let cluster = clusters.clusters[Int(index)]
      if clusters.isSingle(cluster) {
        sizes[label(cluster.first)].add(1)
        totals[label(cluster.first)] += 1
        continue
      }
      let needs = clusters.classCounts(of: cluster)
      largeNeeds[member] = needs
      for need in needs {
        sizes[need.label].add(need.count)
        totals[need.label] += need.count
      }
    }
    self.largeNeeds = largeNeeds
    splits = fractions.map(\.split)
    var baseCounts = splits.map { _ in [Int](repeating: 0, count: classCount) }
    for cluster in clusters.clusters where cluster.isOfBase {
      let place = splits.firstIndex { $0 == cluster.split }
      for need in clusters.classCounts(of: cluster) {
        sizes[need.label].add(need.count)
        if let place { baseCounts[place][need.label] += need.count }
      }
    }
    clusterCounts = sizes.map(\.clusters)
    var limit = 0.0
    limits = fractions.map { entry in
      limit += entry.fraction * 0x1p64
      return limit
    }
    // The base has a part of each share already.
    var bounds = zip(fractions, baseCounts).map { entry, held -> [ClosedRange<Int>] in
      zip(sizes, held).map { size, held in
        let range = ShareBounds(entry.fraction, of: size).range
        return max(0, range.lowerBound - held)...max(0, range.upperBound - held)
      }
    }
    // A class that is one cluster goes to train, unless images of other classes are in the cluster.
    for needs in largeNeeds.values where needs.count > 1 {
      for need in needs where sizes[need.label].clusters == 1 {
        for place in bounds.indices { bounds[place][need.label] = 0...need.count }
      }
    }
    self.bounds = bounds
    let none = [Int](repeating: 0, count: classCount)
    givenCounts = (splits + [.train]).map { given[$0] ?? none }
    counts = splits.map { _ in none } + [totals]
    places = Array(repeating: UInt8(splits.count), count: members.count)
    for place in splits.indices { fill(place) }
    for label in 0..<classCount { keepOneOnEachSide(of: label) }
  }

  // MARK: - Members

  private func number(of member: Int) -> Double { Double(clusters.clusters[Int(members[member])].number) }

  /// The label of a member that is one image; nil for larger ones.
  private func singleLabel(of member: Int) -> Int? {
    let cluster = clusters.clusters[Int(members[member])]
    return clusters.isSingle(cluster) ? label(cluster.first) : nil
  }

  private func needs(of member: Int) -> [Need] {
    singleLabel(of: member).map { [Need(label: $0, count: 1)] } ?? largeNeeds[member] ?? []
  }

  private func imageCount(of member: Int) -> Int { needs(of: member).reduce(0) { $0 + $1.count } }

  private func place(of member: Int) -> Int { Int(places[member]) }

  // MARK: - Shares

  private mutating func fill(_ place: Int) {
    var open: [Int32] = []
    var drawn: [(member: Int, imageCount: Int)] = []
    for member in members.indices where self.place(of: member) == train {
      open.append(Int32(member))
      if number(of: member) < limits[place] { drawn.append((member, imageCount(of: member))) }
    }
    drawn.sort { ($1.imageCount, $0.member) < ($0.imageCount, $1.member) }
    for (member, _) in drawn where fits(member, place) { move(member, to: place) }
    improve(place, among: open)
    exchange(place, among: open)
  }

  private func fits(_ member: Int, _ place: Int) -> Bool {
    needs(of: member).allSatisfy {
      counts[place][$0.label] + $0.count <= bounds[place][$0.label].upperBound
    }
  }

  /// Moves single clusters into the split and out of it as long as each move brings the classes nearer to their bounds.
  private mutating func improve(_ place: Int, among open: [Int32]) {
    var isChanged = true
    while isChanged {
      let entered = sweep(place, open, isEntering: true)
      let left = sweep(place, open, isEntering: false)
      isChanged = entered.change + left.change < 0
    }
  }

  /// Moves each cluster, into the split from the lowest number on or out of it from the highest on, if that brings the
  /// classes nearer to their bounds.
  ///
  /// - Returns: by how many images more the bounds are missed, 0 or negative, and the clusters that have moved.
  private mutating func sweep(_ place: Int, _ candidates: [Int32], isEntering: Bool) -> (
    change: Int, moved: [Int]
  ) {
    let (source, target) = isEntering ? (train, place) : (place, train)
    var (change, moved) = (0, [Int]())
    for number in candidates.indices {
      let member = Int(candidates[isEntering ? number : candidates.count - 1 - number])
      guard self.place(of: member) == source else { continue }
      let cost = cost(of: member, to: target)
      guard cost < 0 else { continue }
      move(member, to: target)
      change += cost
      moved.append(member)
    }
    return (change, moved)
  }

  /// The number of clusters up to which exchanges are tried; the time grows with its square.
  private static let exchangeLimit = 2000

  /// Exchanges a cluster for several others where single moves have not reached the bounds.
  private mutating func exchange(_ place: Int, among open: [Int32]) {
    var isChanged = true
    while isChanged {
      isChanged = false
      let pool = open.filter { member in
        needs(of: Int(member)).contains { miss(place, $0.label, counts[place][$0.label]) > 0 }
      }
      guard pool.count <= Self.exchangeLimit else { return }
      for number in pool where !isChanged {
        let member = Int(number)
        let source = self.place(of: member)
        let target = source == train ? place : train
        let cost = cost(of: member, to: target)
        move(member, to: target)
        // The cluster itself must not move back.
        let others = sweep(place, pool.filter { $0 != number }, isEntering: target == train)
        if cost + others.change < 0 {
          isChanged = true
        } else {
          for other in others.moved { move(other, to: target) }
          move(member, to: source)
        }
      }
    }
  }

  // MARK: - Classes in every split

  /// Moves clusters so that the class has an image in every split, train first of all, if it has enough clusters.
  private mutating func keepOneOnEachSide(of label: Int) {
    func isMissing(_ place: Int) -> Bool { counts[place][label] + givenCounts[place][label] == 0 }
    guard counts.contains(where: { $0[label] > 0 }), (0...train).contains(where: isMissing) else { return }
    let own = members.indices.filter { member in needs(of: member).contains { $0.label == label } }
    guard clusterCounts[label] > 1 else { return }
    for place in [train] + splits.indices where counts[place][label] + givenCounts[place][label] == 0 {
      let spare = own.filter { self.place(of: $0) != place && isSpare($0, for: label) }
      // Of equal clusters train takes the one with the highest number, other splits the one with the lowest.
      let best = spare.min { one, other in
        (bereavedCount(one), cost(of: one, to: place), place == train ? -one : one)
          < (bereavedCount(other), cost(of: other, to: place), place == train ? -other : other)
      }
      if let best { move(best, to: place) }
    }
  }

  /// Whether the cluster's split keeps images of a class without the cluster.
  private func isSpare(_ member: Int, for label: Int) -> Bool {
    let place = place(of: member)
    let own = needs(of: member).first { $0.label == label }?.count ?? 0
    return counts[place][label] + givenCounts[place][label] > own
  }

  /// Returns the number of classes of which the cluster's split would keep no image without the cluster.
  private func bereavedCount(_ member: Int) -> Int {
    needs(of: member).count { !isSpare(member, for: $0.label) }
  }

  // MARK: - Moves

  /// Returns by how many images more the classes would miss their bounds if the cluster moved; negative if by fewer.
  private func cost(of member: Int, to target: Int) -> Int {
    if let label = singleLabel(of: member) {
      return change(place(of: member), label, by: -1) + change(target, label, by: 1)
    }
    return needs(of: member).reduce(0) { cost, need in
      cost + change(place(of: member), need.label, by: -need.count)
        + change(target, need.label, by: need.count)
    }
  }

  /// Returns by how many images more a class would miss its bounds if a split's number changed.
  private func change(_ place: Int, _ label: Int, by count: Int) -> Int {
    guard place != train else { return 0 }
    let now = counts[place][label]
    return miss(place, label, now + count) - miss(place, label, now)
  }

  /// Returns by how many images a number of images misses the bounds of a class.
  private func miss(_ place: Int, _ label: Int, _ count: Int) -> Int {
    let range = bounds[place][label]
    return max(0, range.lowerBound - count, count - range.upperBound)
  }

  private mutating func move(_ member: Int, to target: Int) {
    for need in needs(of: member) {
      counts[place(of: member)][need.label] -= need.count
      counts[target][need.label] += need.count
    }
    places[member] = UInt8(target)
  }
}
