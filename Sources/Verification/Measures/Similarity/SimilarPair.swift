/// A pair of similar images.
package struct SimilarPair: Sendable, Hashable, Comparable {
  /// The smaller of the images' numbers; `second` is the larger one.
  package let first: Int
  package let second: Int
  /// The similarity as `PixelCorrelation` measures it, -1...1.
  package let similarity: Double

  package init(_ one: Int, _ other: Int, _ similarity: Double) {
    first = min(one, other)
    second = max(one, other)
    self.similarity = similarity
  }

  /// Orders pairs by descending similarity; equally similar pairs by the numbers of their images.
  package static func < (left: SimilarPair, right: SimilarPair) -> Bool {
    left.similarity == right.similarity
      ? (left.first, left.second) < (right.first, right.second) : left.similarity > right.similarity
  }
}

/// The kind of a pair of similar images, by their labels and splits.
package enum PairKind: Int, CaseIterable, Sendable {
  /// The images have the same label and are in the same split.
  case sameSplit
  /// The images have the same label and are in different splits, or in different datasets.
  case otherSplit
  /// The images have different labels.
  case otherLabel
}
