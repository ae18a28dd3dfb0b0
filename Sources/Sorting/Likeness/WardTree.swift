/// The groups of points by Ward's method: of all groups, those two are joined whose points then lie the least farther
/// from the middle of their group (Ward 1963, "Hierarchical grouping to optimize an objective function", JASA 58).
///
/// The joins are found by chains of nearest neighbours (Murtagh 1983, "A survey of recent advances in hierarchical
/// clustering algorithms", The Computer Journal 26), in the time of the square of the number of points, one after the other: no
/// number of processors changes them. Of equal distances, the one to the point that comes first counts.
package struct WardTree: Sendable {
  package struct Join: Sendable {
    /// A point of each of the two groups.
    package let first: Int
    package let second: Int
    /// By how much the sum of the squared distances from the groups' middles grows.
    package let cost: Float
  }

  /// The joins in ascending order of cost: one less than there are points.
  package let joins: [Join]
  private let space: LikenessSpace

  /// - Throws: `CancellationError`.
  package init(_ space: LikenessSpace) throws {
    self.space = space
    var middles = space.points
    var sizes = [Float](repeating: 1, count: middles.count)
    var living = Array(middles.indices)
    var joins: [Join] = []
    var chain: [Int] = []

    func cost(_ one: Int, _ other: Int) -> Float {
      let (a, b) = (sizes[one], sizes[other])
      return a * b / (a + b) * LikenessSpace.squaredDistance(middles[one], middles[other])
    }
    while living.count > 1 {
      try Task.checkCancellation()
      if chain.isEmpty { chain = [living[0]] }
      guard let last = chain.last else { break }
      let former = chain.count > 1 ? chain[chain.count - 2] : nil
      // The former end of the chain wins over others as near, so that the chain ends.
      var (nearest, least) = (former, former.map { cost(last, $0) } ?? .infinity)
      for other in living where other != last {
        let distance = cost(last, other)
        if distance < least || nearest == nil { (nearest, least) = (other, distance) }
      }
      guard let nearest else { break }
      guard nearest == former else {
        chain.append(nearest)
        continue
      }
      chain.removeLast(2)
      let (kept, gone) = (min(last, nearest), max(last, nearest))
      joins.append(Join(first: kept, second: gone, cost: least))
      let (a, b) = (sizes[kept], sizes[gone])
      for place in middles[kept].indices {
        middles[kept][place] = (middles[kept][place] * a + middles[gone][place] * b) / (a + b)
      }
      sizes[kept] = a + b
      living.removeAll { $0 == gone }
    }
    // Equal costs keep the order in which they were found: a join's groups come before it.
    self.joins = joins.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
      .map(\.element)
  }

  /// Returns the points in groups: groups that are alike are neighbours, and in each group the most typical points come
  /// first, so that strays come last.
  ///
  /// - Parameter count: the number of groups, limited to the number of points.
  package func groups(_ count: Int) -> [[Int]] {
    let pointCount = space.points.count
    guard pointCount > 0 else { return [] }
    // A node for each point, and for each join; the order of the points is that of the whole tree.
    var nodes: [[Int]] = space.points.indices.map { [$0] }
    var owner = Array(space.points.indices)
    let wholeCount = pointCount - min(max(1, count), pointCount)
    var groupOf: [Int] = owner
    for (number, join) in joins.enumerated() {
      let (one, other) = (owner[join.first], owner[join.second])
      if number == wholeCount { groupOf = owner }
      let (large, small) = nodes[one].count >= nodes[other].count ? (one, other) : (other, one)
      for point in nodes[small] { owner[point] = large }
      nodes[large] += nodes[small]
      nodes[small] = []
    }
    if wholeCount == joins.count { groupOf = owner }
    let order = nodes[owner[0]]
    var groups: [[Int]] = []
    var numbers: [Int: Int] = [:]
    for point in order {
      if let number = numbers[groupOf[point]] {
        groups[number].append(point)
      } else {
        numbers[groupOf[point]] = groups.count
        groups.append([point])
      }
    }
    return groups.map(typicalFirst)
  }

  private func typicalFirst(_ group: [Int]) -> [Int] {
    var middle = [SIMD8<Float>](repeating: .zero, count: space.points[group[0]].count)
    for point in group {
      for place in middle.indices { middle[place] += space.points[point][place] }
    }
    for place in middle.indices { middle[place] /= Float(group.count) }
    return group.map { (LikenessSpace.squaredDistance(space.points[$0], middle), $0) }
      .sorted { $0 < $1 }.map(\.1)
  }

  /// The number of groups that suits a heap: the square root of twice the number of photos, so that 200 photos are in 20
  /// groups of 10, and 5,000 in 100 of 50.
  package static func suitableGroupCount(for photoCount: Int) -> Int {
    max(1, min(photoCount, Int((2 * Double(photoCount)).squareRoot().rounded())))
  }
}
