/// How well predictions agree with the labels given.
///
/// For classes without items or predictions the conventions are those of scikit-learn, apart from saying nil where a figure
/// has no meaning: a class that does not occur counts in no mean.
public struct Scores: Hashable, Sendable, Codable {
  public let confusion: ConfusionMatrix
  /// In the order of the classes.
  public let classes: [ClassScores]

  /// Of one class.
  public struct ClassScores: Hashable, Sendable, Codable {
    /// Of the items given the class, those for which it was predicted; of none if no item was given it.
    public let recalled: Proportion
    /// Of the items for which the class was predicted, those given it; of none if it was never predicted.
    public let precise: Proportion

    /// Nil if no item was given the class.
    public var recall: Double? { recalled.total == 0 ? nil : recalled.value }

    /// Nil if the class was never predicted.
    public var precision: Double? { precise.total == 0 ? nil : precise.value }

    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN) (van Rijsbergen 1979, Information Retrieval): 0 if
    /// either is 0 or has no meaning, nil if neither has.
    public var f1: Double? {
      let sum = recalled.total + precise.total
      return sum == 0 ? nil : 2 * Double(recalled.count) / Double(sum)
    }
  }

  public init(_ confusion: ConfusionMatrix) {
    self.confusion = confusion
    classes = confusion.counts.indices.map { label in
      let right = confusion.counts[label][label]
      return ClassScores(
        recalled: Proportion(right, of: confusion.givenCount(of: label)),
        precise: Proportion(right, of: confusion.predictedCount(of: label)))
    }
  }

  /// Of all items those whose predicted class is the given one.
  public var accuracy: Proportion { Proportion(confusion.correctCount, of: confusion.itemCount) }

  /// The mean recall of the classes that have items (Brodersen and others 2010, ICPR, 3121-3124): a constant prediction gets
  /// one share in the number of classes, however uneven they are. 0 if there are no items.
  public var balancedAccuracy: Double { Self.mean(classes.compactMap(\.recall)) }

  /// Where the true balanced accuracy lies with 95% confidence: the classes' score intervals added up by the method of
  /// variance estimates recovery (Zou and Donner 2008, Statistics in Medicine 27, 1693-1702).
  public var balancedAccuracyInterval: Interval {
    let recalls = classes.map(\.recalled).filter { $0.total > 0 }
    guard !recalls.isEmpty else { return Interval(lower: 0, upper: 1) }
    func length(_ distances: [Double]) -> Double {
      distances.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(recalls.count)
    }
    return Interval(
      lower: max(0, balancedAccuracy - length(recalls.map { $0.value - $0.interval.lower })),
      upper: min(1, balancedAccuracy + length(recalls.map { $0.interval.upper - $0.value })))
  }

  /// The mean F1 of the classes that have items or predictions; 0 if there are no items.
  public var macroF1: Double { Self.mean(classes.compactMap(\.f1)) }

  /// Classes whose items another judgement of the same items, or of changed ones, recognises better, by so much that chance
  /// does not explain it.
  public func classesBetterKnown(to other: Scores) -> [Int] {
    classes.indices.filter { other.classes[$0].recalled.isAbove(classes[$0].recalled) }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
