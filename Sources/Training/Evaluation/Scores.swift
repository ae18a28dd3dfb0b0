/// The agreement of predictions with the given labels.
///
/// Classes without images or predictions are treated as in scikit-learn, except that undefined scores are nil and do
/// not count in means.
public struct Scores: Hashable, Sendable, Codable {
  public let confusion: ConfusionMatrix
  /// The scores of each class.
  public let classes: [ClassScores]

  /// The scores of one class.
  public struct ClassScores: Hashable, Sendable, Codable {
    /// The correctly predicted images of the class, among all images of the class.
    public let recalled: Proportion
    /// The correctly predicted images of the class, among all images with this prediction.
    public let precise: Proportion

    /// The recall, 0...1; nil if no image has the class as label.
    public var recall: Double? { recalled.total == 0 ? nil : recalled.value }

    /// The precision, 0...1; nil if the class was never predicted.
    public var precision: Double? { precise.total == 0 ? nil : precise.value }

    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN) (van Rijsbergen 1979, Information Retrieval).
    ///
    /// The value is 0 if precision or recall is 0 or undefined, and nil if both are undefined.
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

  /// The images whose predicted class is the given one, among all images.
  public var accuracy: Proportion { Proportion(confusion.correctCount, of: confusion.imageCount) }

  /// The mean recall of the classes that have images (Brodersen and others 2010, ICPR, 3121-3124); 0 if there are no
  /// images.
  ///
  /// A constant prediction for n classes has 1 / n, however unequal the classes are.
  public var balancedAccuracy: Double { Self.mean(classes.compactMap(\.recall)) }

  /// The 95% confidence interval of the true balanced accuracy.
  ///
  /// The score intervals of the classes are combined by the method of variance estimates recovery (Zou and Donner 2008,
  /// Statistics in Medicine 27, 1693-1702).
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

  /// The mean F1 of the classes that have images or predictions; 0 if there are no images.
  public var macroF1: Double { Self.mean(classes.compactMap(\.f1)) }

  /// Returns the classes whose recall is higher in other scores by more than chance explains.
  public func classesBetterKnown(to other: Scores) -> [Int] {
    classes.indices.filter { other.classes[$0].recalled.isAbove(classes[$0].recalled) }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}

extension Scores {
  /// Makes the scores of predictions for images.
  ///
  /// - Parameter probabilities: the probabilities of the classes, as many per image as there are classes.
  /// - Throws: `TrainingError` if probabilities are missing or too many.
  package init(_ probabilities: [Float], of images: LabelledImages) throws(TrainingError) {
    self.init(
      try ConfusionMatrix(
        given: images.labels, probabilities: probabilities, classCount: images.classCount))
  }
}

extension TrainedModel {
  /// Returns the scores of the model's predictions for images.
  ///
  /// - Throws: `TrainingError` if the images have another shape, `CancellationError`.
  // Inlined into another module, the throwing call behind the suspension crashes the optimizer of Swift 6.3.
  @inline(never)
  public func scores(on images: LabelledImages, threadCount: Int) async throws -> Scores {
    let probabilities = try await probabilities(of: images, threadCount: threadCount)
    return try Scores(probabilities, of: images)
  }
}
