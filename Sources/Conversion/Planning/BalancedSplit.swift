internal import DatasetFormat

/// The assignment of clusters to splits by `SplitMethod.balanced`.
///
/// The fractions divide the range of cluster numbers in order, test first. A cluster goes where its number is, the
/// largest clusters first, provided that no class gets more than its bounds allow. Classes that then miss their bounds
/// get the clusters with the lowest numbers that are left, or give away those with the highest. So in a class of single
/// photos the split is the beginning of the order of numbers, and a new photo moves at most one other at each limit.
struct BalancedSplit {
  /// A cluster with its number of images in each of its classes.
  private struct Member {
    let number: Double
    let imageCount: Int
    let needs: [(label: Int, count: Int)]
  }

  /// The clusters in the order of their numbers.
  private let members: [Member]
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
  private var places: [Int]
  private let splits: [Split]

  /// The place of train, after those of the fractions.
  private var train: Int { splits.count }

  /// The split of each cluster.
  var result: [Split] { places.map { $0 == train ? .train : splits[$0] } }

  /// - Parameters:
  ///   - clusters: the clusters whose split is not given, in the order of their numbers.
  ///   - base: the clusters of an older dataset, which stay where they are and count towards the shares.
  ///   - fractions: the share of each split but train, above 0.
  ///   - given: the number of images of each class whose split is given, with those of the base.
  ///   - label: returns the label of an image.
  init(
    _ clusters: [SplitClusters.Cluster], base: [SplitClusters.Cluster] = [],
    fractions: [(split: Split, fraction: Double)], given: [Split: [Int]], classCount: Int,
    label: (Int) -> Int
  ) {
    func needs(of cluster: SplitClusters.Cluster) -> [(label: Int, count: Int)] {
      var needs: [Int: Int] = [:]
      for image in cluster.images { needs[label(image), default: 0] += 1 }
      return needs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    members = clusters.map { cluster in
      Member(
        number: Double(cluster.number), imageCount: cluster.images.count, needs: needs(of: cluster))
    }
    var sizes = [ShareBounds.Sizes](repeating: .init(), count: classCount)
    var totals = [Int](repeating: 0, count: classCount)
    for need in members.lazy.flatMap(\.needs) {
      sizes[need.label].add(need.count)
      totals[need.label] += need.count
    }
    splits = fractions.map(\.split)
    var baseCounts = splits.map { _ in [Int](repeating: 0, count: classCount) }
    for cluster in base {
      let place = splits.firstIndex { $0 == cluster.split }
      for need in needs(of: cluster) {
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
    for member in members where member.needs.count > 1 {
      for need in member.needs where sizes[need.label].clusters == 1 {
        for place in bounds.indices { bounds[place][need.label] = 0...need.count }
      }
    }
    self.bounds = bounds
    let none = [Int](repeating: 0, count: classCount)
    givenCounts = (splits + [.train]).map { given[$0] ?? none }
    counts = splits.map { _ in none } + [totals]
    places = Array(repeating: splits.count, count: members.count)
    for place in splits.indices { fill(place) }
    for label in 0..<classCount { keepOneOnEachSide(of: label) }
  }

  // MARK: - Shares

  private mutating func fill(_ place: Int) {
    let open = members.indices.filter { places[$0] == train }
    let drawn = open.filter { members[$0].number < limits[place] }.sorted {
      (members[$1].imageCount, $0) < (members[$0].imageCount, $1)
    }
    for member in drawn where fits(member, place) { move(member, to: place) }
    improve(place, among: open)
    exchange(place, among: open)
  }

  private func fits(_ member: Int, _ place: Int) -> Bool {
    members[member].needs.allSatisfy {
      counts[place][$0.label] + $0.count <= bounds[place][$0.label].upperBound
    }
  }

  /// Moves single clusters into the split and out of it as long as each move brings the classes nearer to their bounds.
  private mutating func improve(_ place: Int, among open: [Int]) {
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
  private mutating func sweep(_ place: Int, _ candidates: [Int], isEntering: Bool) -> (
    change: Int, moved: [Int]
  ) {
    let (source, target) = isEntering ? (train, place) : (place, train)
    var (change, moved) = (0, [Int]())
    for member in isEntering ? candidates : candidates.reversed() where places[member] == source {
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
  private mutating func exchange(_ place: Int, among open: [Int]) {
    var isChanged = true
    while isChanged {
      isChanged = false
      let pool = open.filter { member in
        members[member].needs.contains { miss(place, $0.label, counts[place][$0.label]) > 0 }
      }
      guard pool.count <= Self.exchangeLimit else { return }
      for member in pool where !isChanged {
        let (source, target) = (places[member], places[member] == train ? place : train)
        let cost = cost(of: member, to: target)
        move(member, to: target)
        // The cluster itself must not move back.
        let others = sweep(place, pool.filter { $0 != member }, isEntering: target == train)
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
    let own = members.indices.filter { member in members[member].needs.contains { $0.label == label } }
    guard clusterCounts[label] > 1 else { return }
    for place in [train] + splits.indices where counts[place][label] + givenCounts[place][label] == 0 {
      let spare = own.filter { places[$0] != place && isSpare($0, for: label) }
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
    let place = places[member]
    let own = members[member].needs.first { $0.label == label }?.count ?? 0
    return counts[place][label] + givenCounts[place][label] > own
  }

  /// Returns the number of classes of which the cluster's split would keep no image without the cluster.
  private func bereavedCount(_ member: Int) -> Int {
    members[member].needs.count { !isSpare(member, for: $0.label) }
  }

  // MARK: - Moves

  /// Returns by how many images more the classes would miss their bounds if the cluster moved; negative if by fewer.
  private func cost(of member: Int, to target: Int) -> Int {
    let source = places[member]
    return members[member].needs.reduce(0) { cost, need in
      var cost = cost
      for (place, count) in [(source, -need.count), (target, need.count)] where place != train {
        let now = counts[place][need.label]
        cost += miss(place, need.label, now + count) - miss(place, need.label, now)
      }
      return cost
    }
  }

  /// Returns by how many images a number of images misses the bounds of a class.
  private func miss(_ place: Int, _ label: Int, _ count: Int) -> Int {
    let range = bounds[place][label]
    return max(0, range.lowerBound - count, count - range.upperBound)
  }

  private mutating func move(_ member: Int, to target: Int) {
    for need in members[member].needs {
      counts[places[member]][need.label] -= need.count
      counts[target][need.label] += need.count
    }
    places[member] = target
  }
}
