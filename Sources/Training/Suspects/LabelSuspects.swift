/// Images ranked by the probability that their labels are wrong.
public struct LabelSuspects: Hashable, Sendable {
  public struct Suspect: Hashable, Sendable {
    /// The index of the image in the ranked dataset.
    public let index: Int
    /// The class of the label.
    public let given: Int
    /// The class that the image probably belongs to, never the given one.
    public let likely: Int
    /// The score of the ranking; the lower, the more suspicious.
    public let score: Double
    /// Whether confident learning counts the image as mislabelled, see `ConfidentJoint`.
    public let isCandidate: Bool
  }

  /// The scores of Northcutt, Jiang and Chuang (2021), section 3.2, by which images can be sorted.
  public enum Ranking: Hashable, Sendable, CaseIterable {
    /// The probability of the given class, 0...1.
    ///
    /// This score ranks images that surely do not belong to their class before those that may also belong to another
    /// one.
    case selfConfidence
    /// The probability of the given class minus that of the most probable other class, -1...1.
    ///
    /// This score ranks images of classes that are easily confused before those whose probabilities are spread over
    /// many classes.
    case normalisedMargin
  }

  public let joint: ConfidentJoint
  /// Every image, the most suspicious first.
  public let ranked: [Suspect]

  /// - Parameters:
  ///   - probabilities: the probabilities of the classes, `classCount` per image, by a model that was not trained with
  ///     the image, see `CrossValidation`.
  /// - Throws: `TrainingError` if probabilities are missing or too many, there are fewer than two classes, or a label
  ///   is not below `classCount`.
  public init(
    labels: [UInt8], probabilities: [Float], classCount: Int, ranking: Ranking = .selfConfidence
  ) throws(TrainingError) {
    guard classCount > 1 else {
      throw TrainingError(
        .invalidInput,
        "a search for wrong labels needs at least two classes, and there are \(classCount); add images of other classes"
      )
    }
    let table = try ProbabilityTable(probabilities, labels: labels, classCount: classCount)
    let joint = ConfidentJoint(table, labels: labels)
    self.joint = joint
    let suspects = labels.indices.map { image in
      let given = Int(labels[image])
      let other = table.mostProbableClass(of: image, except: given)
      let confident = joint.confidentClasses[image].flatMap { $0 == given ? nil : $0 }
      let score =
        switch ranking {
        case .selfConfidence: table[image, given]
        case .normalisedMargin: table[image, given] - table[image, other]
        }
      return Suspect(
        index: image, given: given, likely: confident ?? other, score: score, isCandidate: confident != nil)
    }
    ranked = suspects.sorted { ($0.score, $0.index) < ($1.score, $1.index) }
  }
}
