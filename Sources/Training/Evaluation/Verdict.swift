/// A conclusion about a dataset from the results of a training, in words.
///
/// Equal results give equal words. A difference is only claimed if the test images are enough to prove it.
public struct Verdict: Hashable, Sendable {
  /// The conclusion in one word.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The test images are too few to conclude anything.
    case tooFewImages
    /// All test images are of one class.
    case oneClass
    /// Labels and images do not match.
    case broken
    /// The model is no better than a constant prediction.
    case notLearned
    /// The model recognises validation images, but not test images.
    case splitsDiffer
    /// Trivial features are enough to tell the classes apart.
    case tooEasy
    /// Nearly all images are of one class.
    case uneven
    /// The model recognises the training images much better than the test images.
    case overfitted
    /// A baseline is better than the model.
    case undertrained
    /// A baseline is as good as the model, or nearly perfect.
    case easy
    /// The model avoids fewer than half of the errors of a constant prediction.
    case hard
    /// The model learns the classes, and none of the other kinds applies.
    case learnable

    /// Creates a kind from its name, or from the name that earlier versions wrote.
    public init?(rawValue: String) {
      switch rawValue {
      case "tooFewItems": self = .tooFewImages
      case "notLearnt": self = .notLearned
      default:
        guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = kind
      }
    }
  }

  public let kind: Kind
  /// The conclusion in one line: the kind, the most important numbers, and advice if something is wrong.
  public let headline: String
  /// Further results, one sentence each.
  public let details: [String]

  public init(_ evidence: VerdictEvidence) {
    let wording = VerdictWording(evidence)
    let finding = VerdictRules(evidence).finding
    kind = finding.kind
    headline = wording.headline(finding)
    details = wording.details(finding)
  }
}
