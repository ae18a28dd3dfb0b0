/// How often each class was taken for each.
public struct ConfusionMatrix: Hashable, Sendable, Codable {
  /// Items by the class they were given (rows) and the class that was predicted (columns).
  public let counts: [[Int]]

  public var classCount: Int { counts.count }

  /// - Precondition: as many columns as rows, no count negative.
  public init(counts: [[Int]]) {
    precondition(
      counts.allSatisfy { $0.count == counts.count && $0.allSatisfy { $0 >= 0 } },
      "a confusion matrix is a square of counts")
    self.counts = counts
  }

  /// - Throws: `TrainingError` if there are not as many predictions as labels, or one of them names no class.
  public init(given: [UInt8], predicted: [UInt8], classCount: Int) throws(TrainingError) {
    guard given.count == predicted.count else {
      throw TrainingError(
        .invalidInput, "there are \(given.count) labels and \(predicted.count) predictions; give one an item")
    }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    for (given, predicted) in zip(given, predicted) {
      guard Int(given) < classCount, Int(predicted) < classCount else {
        throw TrainingError(
          .invalidInput,
          "label \(max(given, predicted)) names none of the \(classCount) classes; 'fmbuild verify' says more"
        )
      }
      counts[Int(given)][Int(predicted)] += 1
    }
    self.counts = counts
  }

  /// Takes the most probable class of each item, the first of those that are equally probable.
  ///
  /// - Parameter probabilities: `classCount` an item.
  /// - Throws: `TrainingError` if there are not as many, or a label names no class.
  public init(given: [UInt8], probabilities: [Float], classCount: Int) throws(TrainingError) {
    let table = try ProbabilityTable(probabilities, labels: given, classCount: classCount)
    try self.init(
      given: given, predicted: given.indices.map { UInt8(table.mostProbableClass(of: $0)) },
      classCount: classCount)
  }

  public var itemCount: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Items whose predicted class is the given one.
  public var correctCount: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// Items that were given this class.
  public func givenCount(of label: Int) -> Int { counts[label].reduce(0, +) }

  /// Items for which this class was predicted.
  public func predictedCount(of label: Int) -> Int { counts.reduce(0) { $0 + $1[label] } }

  /// One class taken for another.
  public struct Confusion: Hashable, Sendable, Codable {
    public let given: Int
    public let predicted: Int
    /// How many items of the class, of all it has.
    public let share: Proportion
  }

  /// Every class taken for another at least once, the most frequent first; equally frequent ones by given, then by
  /// predicted class.
  public var confusions: [Confusion] {
    var confusions: [Confusion] = []
    for given in counts.indices {
      let total = givenCount(of: given)
      for predicted in counts.indices where predicted != given && counts[given][predicted] > 0 {
        confusions.append(
          Confusion(
            given: given, predicted: predicted, share: Proportion(counts[given][predicted], of: total)))
      }
    }
    // In the order of the classes already, which a stable sort keeps.
    return confusions.sorted { $0.share.count > $1.share.count }
  }
}
