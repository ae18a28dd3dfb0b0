/// Sets without common members, joined pair by pair (union by the smaller root, paths halved).
package struct DisjointSets {
  private var parents: [Int]

  /// - Parameter count: members 0..<count, each a set of its own.
  package init(count: Int) {
    parents = Array(0..<count)
  }

  /// The smallest member of a set, which stands for it.
  package mutating func root(of member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  /// Makes one set of the two that the members are in.
  ///
  /// - Returns: whether they were two.
  @discardableResult
  package mutating func join(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (root(of: first), root(of: second))
    guard one != other else { return false }
    parents[max(one, other)] = min(one, other)
    return true
  }
}
