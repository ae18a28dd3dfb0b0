/// The two parts of a dataset in MNIST format.
public enum Split: String, Sendable, CaseIterable, Codable {
  case train
  /// The test images: MNIST's files have called them so since the ten thousand of 1998.
  case t10k
}
