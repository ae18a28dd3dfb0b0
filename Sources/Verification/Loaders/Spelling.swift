/// How far words are apart, to name the closest of those there are.
package enum Spelling {
  /// How many characters have to be inserted, removed or replaced to make one word of the other (Levenshtein's
  /// distance); less by one half if one holds the other.
  package static func distance(_ left: String, _ right: String) -> Double {
    let (left, right) = (Array(left), Array(right))
    // What it costs to make the first characters of `right` of those of `left` seen so far.
    var costs = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var diagonal = costs[0]
      costs[0] = row + 1
      for column in right.indices {
        let replaced = diagonal + (character == right[column] ? 0 : 1)
        diagonal = costs[column + 1]
        costs[column + 1] = min(replaced, diagonal + 1, costs[column] + 1)
      }
    }
    let isPart = !left.isEmpty && !right.isEmpty && (right.contains(left) || left.contains(right))
    return isPart ? Double(costs[right.count]) / 2 : Double(costs[right.count])
  }
}
