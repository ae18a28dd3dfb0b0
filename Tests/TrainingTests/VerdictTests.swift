import Testing
import Training

struct VerdictTests {
  /// Ten classes of equally many items, of which equally many are right; mistakes spread over the other classes.
  private static func even(right: Int, of itemCount: Int, classCount: Int = 10) -> Scores {
    Scores(
      ConfusionMatrix(
        counts: (0..<classCount).map { given in
          var row = [Int](repeating: 0, count: classCount)
          row[given] = right
          for mistake in 0..<(itemCount - right) {
            row[(given + 1 + mistake % (classCount - 1)) % classCount] += 1
          }
          return row
        }))
  }

  /// Always class 8, as `MajorityBaseline` predicts.
  private static func constant(_ itemCounts: [Int] = [Int](repeating: 1000, count: 10), label: Int = 8)
    -> Scores
  {
    Scores(
      ConfusionMatrix(
        counts: itemCounts.indices.map { given in
          itemCounts.indices.map { $0 == label ? itemCounts[given] : 0 }
        }))
  }

  private static let names = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
  ]

  private static func evidence(
    _ test: Scores, training: Double? = nil, validation: Proportion? = nil, epochs: Int? = nil,
    majority: Scores? = constant(), softmax: Scores? = nil, neighbours: Scores? = nil, pixel: Double? = nil
  ) -> VerdictEvidence {
    VerdictEvidence(
      modelName: "the CNN", test: test, trainingAccuracy: training, validation: validation, epochs: epochs,
      majority: majority, softmax: softmax, nearestNeighbours: neighbours, onePixelMedian: pixel,
      classNames: names)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let evidence: VerdictEvidence
    let kind: Verdict.Kind
    let headline: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "Fashion-MNIST",
      evidence: evidence(
        even(right: 934, of: 1000), training: 0.95, softmax: even(right: 844, of: 1000),
        neighbours: even(right: 855, of: 1000), pixel: 0.96),
      kind: .learnable, headline: "learnable: the CNN beats 5-NN by 7.9 points"),
    Case(
      name: "no baselines",
      evidence: evidence(even(right: 93, of: 100), majority: constant(.init(repeating: 100, count: 10))),
      kind: .learnable, headline: "learnable: the CNN beats always saying Bag by 83.0 points"),
    Case(
      name: "a difference that might be chance",
      evidence: evidence(even(right: 87, of: 100), neighbours: even(right: 85, of: 100)), kind: .learnable,
      headline:
        "learnable: the CNN and 5-NN get 0.870 and 0.850, which 1000 test items do not tell apart"),
    Case(
      name: "a baseline ahead by what might be chance",
      evidence: evidence(even(right: 85, of: 100), neighbours: even(right: 87, of: 100)), kind: .learnable,
      headline: "learnable: the CNN and 5-NN get 0.850 and 0.870, which 1000 test items do not tell apart"),
    Case(
      name: "the better baseline is compared with",
      evidence: evidence(
        even(right: 900, of: 1000), softmax: even(right: 859, of: 1000),
        neighbours: even(right: 820, of: 1000)),
      kind: .learnable, headline: "learnable: the CNN beats softmax by 4.1 points"),
    Case(
      name: "few items", evidence: evidence(even(right: 4, of: 5)), kind: .tooFewItems,
      headline: "too few test items to tell: 0.67 to 0.89; give some hundreds"),
    Case(
      name: "no items", evidence: evidence(even(right: 0, of: 0)), kind: .tooFewItems,
      headline: "too few test items to tell: there are none; give test files"),
    Case(
      name: "one class", evidence: evidence(constant([0, 0, 500, 0], label: 2)), kind: .oneClass,
      headline: "nothing to tell apart: all 500 test items are of one class; look at the test labels"),
    Case(
      name: "shuffled labels",
      evidence: evidence(
        even(right: 101, of: 1000), training: 1, softmax: even(right: 98, of: 1000),
        neighbours: even(right: 100, of: 1000)), kind: .broken,
      headline:
        "broken: train 1.000, test 0.101, no better than always saying Bag (0.100); look whether the labels of one split are shuffled, or in another order than its images"
    ),
    Case(
      name: "shuffled labels, without baselines",
      evidence: evidence(even(right: 101, of: 1000), training: 1, majority: nil), kind: .broken,
      headline:
        "broken: train 1.000, test 0.101, no better than always saying T-shirt/top (0.100); look whether the labels of one split are shuffled, or in another order than its images"
    ),
    Case(
      name: "numbered from another start",
      evidence: evidence(
        Scores(
          ConfusionMatrix(
            counts: (0..<10).map { given in
              (0..<10).map { $0 == (given + 1) % 10 ? 90 : $0 == given ? 10 : 0 }
            }))),
      kind: .broken,
      headline:
        "broken: the test labels are numbered otherwise than the training labels: the model takes T-shirt/top for Trouser, Trouser for Pullover, Pullover for Dress and 7 more; number the labels of both splits alike"
    ),
    Case(
      name: "known by heart, though a baseline learns it",
      evidence: evidence(
        even(right: 102, of: 1000), training: 0.99, neighbours: even(right: 855, of: 1000)),
      kind: .overfitted,
      headline:
        "overfitted: train 0.990, test 0.102; give more images, or take a smaller model, augmentation or fewer epochs"
    ),
    Case(
      name: "nothing learnt", evidence: evidence(even(right: 104, of: 1000), training: 0.11),
      kind: .notLearnt,
      headline:
        "not learnt: the CNN at 0.104 is no better than always saying Bag (0.100); look whether labels and images belong together, or train longer"
    ),
    Case(
      name: "nothing learnt, though a baseline does",
      evidence: evidence(even(right: 100, of: 1000), neighbours: even(right: 855, of: 1000)),
      kind: .notLearnt,
      headline:
        "not learnt: the CNN at 0.100 is no better than always saying Bag (0.100); 5-NN gets 0.855 from the same files, so train longer, or with a smaller learning rate"
    ),
    Case(
      name: "splits that differ",
      evidence: evidence(even(right: 800, of: 1000), validation: Proportion(950, of: 1000)),
      kind: .splitsDiffer,
      headline:
        "splits differ: 0.950 of images set aside from the training files, 0.800 of the test files; look whether the test images are of another kind, or the training files hold images twice"
    ),
    Case(
      name: "a pixel", evidence: evidence(even(right: 999, of: 1000), pixel: 0.998), kind: .tooEasy,
      headline:
        "too easy: one pixel is enough, it tells half of all pairs of classes apart in 0.998 or more; look whether a border, a mark or the ground gives classes away"
    ),
    Case(
      name: "a linear model",
      evidence: evidence(even(right: 999, of: 1000), softmax: even(right: 998, of: 1000)),
      kind: .tooEasy,
      headline:
        "too easy: softmax is enough (0.998); look whether a border, a mark or the ground gives classes away"),
    Case(
      name: "MNIST",
      evidence: evidence(
        even(right: 995, of: 1000), softmax: even(right: 926, of: 1000),
        neighbours: even(right: 969, of: 1000)),
      kind: .easy, headline: "easy: 5-NN alone gets 0.969, the CNN 0.995"),
    Case(
      name: "trained too short",
      evidence: evidence(even(right: 800, of: 1000), epochs: 1, neighbours: even(right: 855, of: 1000)),
      kind: .undertrained,
      headline:
        "undertrained: 5-NN beats the CNN by 5.5 points; train longer than 1 epoch, or with another learning rate"
    ),
    Case(
      name: "known by heart", evidence: evidence(even(right: 800, of: 1000), training: 1), kind: .overfitted,
      headline:
        "overfitted: train 1.000, test 0.800; give more images, or take a smaller model, augmentation or fewer epochs"
    ),
    Case(
      name: "hard", evidence: evidence(even(right: 420, of: 1000), neighbours: even(right: 300, of: 1000)),
      kind: .hard,
      headline:
        "hard: the CNN gets 0.420 where always saying Bag gets 0.100; look at the most confused classes"),
    Case(
      name: "nearly all of one class",
      evidence: evidence(
        Scores(ConfusionMatrix(counts: [[960, 10], [6, 24]])), majority: constant([970, 30], label: 0)),
      kind: .uneven,
      headline: "uneven: always saying T-shirt/top already gets 0.970; judge by the balanced accuracy, 0.895"),
  ]

  @Test(arguments: cases)
  func figuresGiveTheirVerdict(_ example: Case) {
    let verdict = Verdict(example.evidence)
    #expect(verdict.kind == example.kind)
    #expect(verdict.headline == example.headline)
    #expect(Verdict(example.evidence) == verdict)
  }

  @Test func everyKindHasACase() {
    #expect(Set(Self.cases.map(\.kind)) == Set(Verdict.Kind.allCases))
  }

  @Test func detailsGiveEveryFigureOnce() {
    let verdict = Verdict(
      Self.evidence(
        Self.even(right: 900, of: 1000), training: 0.95, validation: Proportion(905, of: 1000),
        softmax: Self.even(right: 844, of: 1000), neighbours: Self.even(right: 859, of: 1000)))
    #expect(verdict.headline == "learnable: the CNN beats 5-NN by 4.1 points")
    #expect(
      verdict.details == [
        "the CNN gets 9000 of 10000 test items right: 0.900, with 95% confidence 0.894 to 0.906.",
        "the CNN beats always saying Bag by 80.0 points.", "the CNN beats softmax by 5.6 points.",
        "Of the images trained with, 0.950 are right.",
        "Of 1000 images set aside from the training files, 0.905 are right.",
      ])
  }

  /// Half of each taken for the other: hard, but no other numbering.
  @Test func twoClassesThatLookAlikeAreNotCalledRenumbered() {
    let verdict = Verdict(
      Self.evidence(
        Scores(ConfusionMatrix(counts: [[900, 50, 50], [20, 480, 500], [20, 490, 490]])),
        majority: Self.constant([1000, 1000, 1000], label: 0)))
    #expect(verdict.kind == .hard)
  }

  @Test func withoutABaselineTheMostFrequentTestClassIsTheOneToBeat() {
    let verdict = Verdict(
      Self.evidence(Scores(ConfusionMatrix(counts: [[700, 0], [300, 0]])), majority: nil))
    #expect(verdict.kind == .notLearnt)
    #expect(
      verdict.headline
        == "not learnt: the CNN at 0.700 is no better than always saying T-shirt/top (0.700); look whether labels and images belong together, or train longer"
    )
  }

  /// Rare classes found, at the price of some mistakes in the frequent one.
  @Test func unevenClassesMayBeLearntWithoutMoreItemsBeingRight() {
    let verdict = Verdict(
      Self.evidence(
        Scores(ConfusionMatrix(counts: [[830, 70], [20, 80]])), majority: Self.constant([900, 100], label: 0))
    )
    #expect(verdict.kind == .hard)
  }
}
