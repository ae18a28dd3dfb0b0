/// Items in the order in which to doubt their labels.
public struct LabelSuspects: Hashable, Sendable {
  public struct Suspect: Hashable, Sendable {
    /// Among the items that were judged.
    public let index: Int
    public let given: Int
    /// The class that it may really have, never the given one.
    public let likely: Int
    /// The lower, the more suspicious; see `Ranking`.
    public let score: Double
    /// Whether confident learning counts it as wrongly labelled: see `ConfidentJoint`.
    public let isCandidate: Bool
  }

  /// What the items are sorted by: the two scores of Northcutt, Jiang and Chuang (2021), section 3.2.
  public enum Ranking: Hashable, Sendable, CaseIterable {
    /// The probability of the given class, 0...1. Finds labels that are far from the mark: an item that might as well be of
    /// another class keeps its place behind one that is surely not of its own.
    case selfConfidence
    /// The probability of the given class less that of the most probable other one, -1...1. Puts items of classes that are
    /// easily confused before those whose probabilities are spread over many.
    case normalisedMargin
  }

  public let joint: ConfidentJoint
  /// Every item, the most suspicious first.
  public let ranked: [Suspect]

  /// - Parameters:
  ///   - probabilities: `classCount` an item, of models that were not trained with it, see `CrossValidation`.
  /// - Throws: `TrainingError` if there are not as many, there are fewer than two classes, or a label names no class.
  public init(
    labels: [UInt8], probabilities: [Float], classCount: Int, ranking: Ranking = .selfConfidence
  ) throws(TrainingError) {
    guard classCount > 1 else {
      throw TrainingError(
        .invalidInput, "labels can only be doubted where there are others; there are \(classCount) classes")
    }
    let table = try ProbabilityTable(probabilities, labels: labels, classCount: classCount)
    let joint = ConfidentJoint(table, labels: labels)
    self.joint = joint
    let suspects = labels.indices.map { item in
      let given = Int(labels[item])
      let other = table.mostProbableClass(of: item, except: given)
      let confident = joint.confidentClasses[item].flatMap { $0 == given ? nil : $0 }
      let score =
        switch ranking {
        case .selfConfidence: table[item, given]
        case .normalisedMargin: table[item, given] - table[item, other]
        }
      return Suspect(
        index: item, given: given, likely: confident ?? other, score: score, isCandidate: confident != nil)
    }
    ranked = suspects.sorted { ($0.score, $0.index) < ($1.score, $1.index) }
  }
}
