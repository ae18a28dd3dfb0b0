/// Two items that are alike.
package struct SimilarPair: Sendable, Hashable, Comparable {
  /// The number of the item that comes first.
  package let first: Int
  package let second: Int
  /// As `PixelCorrelation` measures it.
  package let similarity: Double

  package init(_ one: Int, _ other: Int, _ similarity: Double) {
    first = min(one, other)
    second = max(one, other)
    self.similarity = similarity
  }

  /// The most alike first; among equals in the order of the items.
  package static func < (left: SimilarPair, right: SimilarPair) -> Bool {
    left.similarity == right.similarity
      ? (left.first, left.second) < (right.first, right.second) : left.similarity > right.similarity
  }
}
