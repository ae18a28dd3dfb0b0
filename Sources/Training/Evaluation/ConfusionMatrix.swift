/// The number of images by given and predicted class.
public struct ConfusionMatrix: Hashable, Sendable, Codable {
  /// The number of images by given class (rows) and predicted class (columns).
  public let counts: [[Int]]

  public var classCount: Int { counts.count }

  /// - Precondition: there are as many columns as rows, and no count is negative.
  public init(counts: [[Int]]) {
    precondition(
      counts.allSatisfy { $0.count == counts.count && $0.allSatisfy { $0 >= 0 } },
      "a confusion matrix is square and its counts are not negative")
    self.counts = counts
  }

  /// Counts the images.
  ///
  /// - Throws: `TrainingError` if there are not as many predictions as labels, or one of them is not below
  ///   `classCount`.
  public init(given: [UInt8], predicted: [UInt8], classCount: Int) throws(TrainingError) {
    guard given.count == predicted.count else {
      throw TrainingError(
        .invalidInput,
        "there are \(given.count) labels but \(predicted.count) predictions; give one per image"
      )
    }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    for (given, predicted) in zip(given, predicted) {
      guard Int(given) < classCount, Int(predicted) < classCount else {
        throw TrainingError(
          .invalidInput,
          "label \(max(given, predicted)) is none of the \(classCount) classes; run 'fmbuild verify' for details"
        )
      }
      counts[Int(given)][Int(predicted)] += 1
    }
    self.counts = counts
  }

  /// Counts the images by their most probable class, the first of equally probable ones.
  ///
  /// - Parameter probabilities: the probabilities of the classes, `classCount` per image.
  /// - Throws: `TrainingError` if probabilities are missing or too many, or a label is not below `classCount`.
  public init(given: [UInt8], probabilities: [Float], classCount: Int) throws(TrainingError) {
    let table = try ProbabilityTable(probabilities, labels: given, classCount: classCount)
    try self.init(
      given: given, predicted: given.indices.map { UInt8(table.mostProbableClass(of: $0)) },
      classCount: classCount)
  }

  /// The number of all images.
  public var imageCount: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The number of images whose predicted class is the given one.
  public var correctCount: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// Returns the number of images with this given class.
  public func givenCount(of label: Int) -> Int { counts[label].reduce(0, +) }

  /// Returns the number of images with this predicted class.
  public func predictedCount(of label: Int) -> Int { counts.reduce(0) { $0 + $1[label] } }

  /// A class that was mistaken for another.
  public struct Confusion: Hashable, Sendable, Codable {
    public let given: Int
    public let predicted: Int
    /// The mistaken images among all images of the given class.
    public let share: Proportion
  }

  /// All confusions that occur, the most frequent first; equally frequent ones by given, then by predicted class.
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
    // The sort is stable, so that equal counts keep the order of the classes.
    return confusions.sorted { $0.share.count > $1.share.count }
  }
}
