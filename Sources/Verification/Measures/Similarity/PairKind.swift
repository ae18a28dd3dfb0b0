/// What two items that are alike are to each other.
package enum PairKind: Int, CaseIterable, Sendable {
  /// Of one label, in one split.
  case sameSplit
  /// Of one label, one in train and one in t10k.
  case otherSplit
  /// Of two labels, wherever they stand.
  case otherLabel
}
