import Testing
import Training

struct ScoresTests {
  static let given: [UInt8] = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 0, 1, 2, 2, 1, 0]
  static let predicted: [UInt8] = [0, 0, 1, 0, 2, 1, 1, 0, 1, 2, 2, 5, 1, 0, 0, 1, 2, 0, 1, 5]

  /// Returns scores in which class 3 is never predicted, class 5 never given, and class 4 neither.
  private func scores() throws -> Scores {
    Scores(try ConfusionMatrix(given: Self.given, predicted: Self.predicted, classCount: 6))
  }

  @Test func confusionsAreCountedByGivenAndPredictedClass() throws {
    let matrix = try scores().confusion
    #expect(
      matrix.counts == [
        [4, 1, 1, 0, 0, 1], [1, 5, 0, 0, 0, 0], [1, 0, 3, 0, 0, 1], [1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0],
      ])
    #expect(matrix.imageCount == 20)
    #expect(matrix.correctCount == 12)
    #expect(matrix.givenCount(of: 0) == 7)
    #expect(matrix.predictedCount(of: 5) == 2)
  }

  /// The means are those of scikit-learn 1.9.1: `accuracy_score`, `balanced_accuracy_score`, `f1_score(average="macro",
  /// zero_division=0)`.
  @Test func meansAreThoseOfScikitLearn() throws {
    let scores = try scores()
    #expect(scores.accuracy == Proportion(12, of: 20))
    #expect(abs(scores.balancedAccuracy - 0.5011904761904762) < 1e-12)
    #expect(abs(scores.macroF1 - 0.4014652014652015) < 1e-12)
  }

  /// The scores are those of scikit-learn 1.9.1, `precision_recall_fscore_support(zero_division=0)`, with nil where it
  /// has 0 because there are no images.
  @Test func classesAreThoseOfScikitLearn() throws {
    let classes = try scores().classes
    func expect(_ found: [Double?], _ expected: [Double?]) {
      for (found, expected) in zip(found, expected) {
        #expect((found == nil) == (expected == nil))
        #expect(abs((found ?? 0) - (expected ?? 0)) < 1e-8)
      }
    }
    expect(classes.map(\.precision), [0.57142857, 0.71428571, 0.75, nil, nil, 0])
    expect(classes.map(\.recall), [0.57142857, 0.83333333, 0.6, 0, nil, nil])
    expect(classes.map(\.f1), [0.57142857, 0.76923077, 0.66666667, 0, nil, 0])
    #expect(classes.map(\.recalled.total) == [7, 6, 5, 2, 0, 0])
  }

  @Test func theMostConfusedPairsComeFirstAndThenThoseOfTheFirstClasses() throws {
    let matrix = ConfusionMatrix(counts: [[5, 1, 3], [3, 2, 0], [0, 1, 1]])
    #expect(matrix.confusions.map { [$0.given, $0.predicted] } == [[0, 2], [1, 0], [0, 1], [2, 1]])
    #expect(matrix.confusions.map(\.share.count) == [3, 3, 1, 1])
    #expect(matrix.confusions.first?.share == Proportion(3, of: 9))
  }

  @Test func theMostProbableClassIsPredictedAndOfEqualOnesTheFirst() throws {
    let matrix = try ConfusionMatrix(
      given: [2, 0, 1], probabilities: [0.1, 0.2, 0.7, 0.2, 0.4, 0.4, 0.5, 0.5, 0], classCount: 3)
    #expect(matrix.counts == [[0, 1, 0], [1, 0, 0], [0, 0, 1]])
  }

  @Test func aConstantPredictionHasTheBalancedAccuracyOfChance() throws {
    let given = [UInt8](repeating: 0, count: 90) + [UInt8](repeating: 1, count: 10)
    let scores = Scores(
      try ConfusionMatrix(given: given, predicted: [UInt8](repeating: 0, count: 100), classCount: 2))
    #expect(scores.accuracy.value == 0.9)
    #expect(scores.balancedAccuracy == 0.5)
    #expect(scores.balancedAccuracyInterval.contains(0.5))
    #expect(scores.balancedAccuracyInterval.upper < 0.7)
  }

  @Test func nothingScoresNothing() throws {
    let scores = Scores(try ConfusionMatrix(given: [], predicted: [], classCount: 3))
    #expect(scores.accuracy == Proportion(0, of: 0))
    #expect(scores.balancedAccuracy == 0)
    #expect(scores.balancedAccuracyInterval == Interval(lower: 0, upper: 1))
    #expect(scores.macroF1 == 0)
    #expect(scores.confusion.confusions.isEmpty)
  }

  @Test func labelsAndPredictionsThatDoNotFitAreRefused() {
    #expect(throws: TrainingError.self) {
      try ConfusionMatrix(given: [0, 1], predicted: [0], classCount: 2)
    }
    #expect(throws: TrainingError.self) {
      try ConfusionMatrix(given: [0, 2], predicted: [0, 1], classCount: 2)
    }
    #expect(throws: TrainingError.self) {
      try ConfusionMatrix(given: [0, 1], predicted: [0, 2], classCount: 2)
    }
    #expect(throws: TrainingError.self) {
      try ConfusionMatrix(given: [0, 1], probabilities: [1, 0, 0], classCount: 2)
    }
  }
}
