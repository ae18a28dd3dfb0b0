/// What the figures of a training say about a dataset, in words. The same figures give the same words; where the test files
/// are too few for a difference, none is claimed.
public struct Verdict: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The test files are too few to say anything.
    case tooFewItems
    /// The test files are all of one class.
    case oneClass
    /// Labels and images do not belong together.
    case broken
    /// The model is no better than always saying the same.
    case notLearnt
    /// Images set aside from the training files are understood, test images are not.
    case splitsDiffer
    /// Next to no image need be looked at.
    case tooEasy
    /// Nearly all images are of one class.
    case uneven
    /// The training images are known by heart.
    case overfitted
    /// A baseline is better than the model.
    case undertrained
    /// A baseline does as well, or nearly everything.
    case easy
    /// More is unknown than known.
    case hard
    case learnable
  }

  public let kind: Kind
  /// One line: the kind, the figures it comes from, and where something is to be done, what.
  public let headline: String
  /// What else there is to say, a sentence each.
  public let details: [String]

  public init(_ evidence: VerdictEvidence) {
    let wording = VerdictWording(evidence)
    let finding = VerdictRules(evidence).finding
    kind = finding.kind
    headline = wording.headline(finding)
    details = wording.details(finding)
  }
}
