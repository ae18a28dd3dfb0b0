/// The comparison of names that users type.
package enum Spelling {
  /// Returns the name in lower case without white space, `/`, `-` and `_`, so that `T-shirt/top`, `t_shirt_top` and
  /// `TShirtTop` are one name.
  ///
  /// Other punctuation counts: `C` and `C++` are two names. A name with no other characters is returned unchanged.
  package static func normalized(_ name: String) -> String {
    let kept = String(name.lowercased().filter { !$0.isWhitespace && !"/-_".contains($0) })
    return kept.isEmpty ? name : kept
  }

  /// Returns whether two names are the same apart from case, white space, `/`, `-` and `_`.
  package static func isSame(_ left: String, _ right: String) -> Bool {
    normalized(left) == normalized(right)
  }

  /// The length in bytes up to which a word is compared with names.
  private static let longestNameByteCount = 200

  /// Returns the name that a user who typed `word` probably meant; nil if none is close.
  ///
  /// A name is close if its `distance(_:_:)` from the word is at most one, or at most a third of the longer one's
  /// length.
  package static func closest(to word: String, among names: some Sequence<String>) -> String? {
    // A text of a million characters is no name, and comparing it would take minutes.
    guard word.utf8.count <= longestNameByteCount else { return nil }
    let typed = normalized(word)
    let ranked = names.map { (distance: distance(typed, normalized($0)), name: $0) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    let length = max(typed.count, normalized(best.name).count)
    return best.distance <= max(1, Double(length) / 3) ? best.name : nil
  }

  /// Returns a question to append to "there is no …", such as ` (did you mean 'cnn'?)`; empty if no name is close.
  package static func suggestion(for word: String, among names: some Sequence<String>) -> String {
    closest(to: word, among: names).map { " (did you mean '\($0)'?)" } ?? ""
  }

  /// Returns the Levenshtein distance: the number of characters to insert, remove or replace to turn one word into the
  /// other.
  ///
  /// The distance is halved if one word of three characters or more is part of the other.
  package static func distance(_ left: String, _ right: String) -> Double {
    let (left, right) = (Array(left), Array(right))
    // The cost of turning the characters of `left` read so far into the first characters of `right`, by their number.
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
    let shorter = min(left.count, right.count)
    let isPart =
      shorter >= 3 && (String(right).contains(String(left)) || String(left).contains(String(right)))
    return isPart ? Double(costs[right.count]) / 2 : Double(costs[right.count])
  }
}
