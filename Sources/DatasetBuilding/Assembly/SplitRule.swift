/// Which items become test items, where the user has not said so photo by photo.
public enum SplitRule: Sendable, Hashable {
  /// This share of every class, 0..<1: each group of items by its own number, so that adding a photo moves no
  /// other.
  case fraction(Double)
  /// So many of each class that has any to train, so many to t10k; the others are not needed.
  case perClass(train: Int, t10k: Int)
  /// So many to train, so many to t10k in all (at least one), spread over the classes as evenly as they allow.
  case total(train: Int, t10k: Int)

  /// 60,000 to train and 10,000 to t10k, as MNIST itself: some loaders accept nothing else.
  public static let exactMNIST = SplitRule.total(train: 60_000, t10k: 10_000)

  /// One in seven, as in MNIST and Fashion-MNIST.
  public static let standard = SplitRule.fraction(1.0 / 7)
}
