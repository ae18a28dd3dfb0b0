/// Disjoint sets of integers that can be joined (union-find: the smaller root becomes the root, paths are halved).
package struct DisjointSets {
  private var parents: [Int32]

  /// - Parameter count: the number of members 0..<count, each of which begins as a set of its own; below 2^31.
  package init(count: Int) {
    parents = Array(0..<Int32(count))
  }

  /// Returns the root of a member's set: the smallest member.
  package mutating func root(of member: Int) -> Int {
    var member = member
    while Int(parents[member]) != member {
      parents[member] = parents[Int(parents[member])]
      member = Int(parents[member])
    }
    return member
  }

  /// Joins the sets of two members.
  ///
  /// - Returns: whether the members were in different sets.
  @discardableResult
  package mutating func join(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (root(of: first), root(of: second))
    guard one != other else { return false }
    parents[max(one, other)] = Int32(min(one, other))
    return true
  }
}
