import Testing
import Training

struct VerdictTests {
  /// Returns the scores for classes with equally many images and equally many correct predictions; mistakes are spread
  /// over the other classes.
  private static func even(right: Int, of imageCount: Int, classCount: Int = 10) -> Scores {
    Scores(
      ConfusionMatrix(
        counts: (0..<classCount).map { given in
          var row = [Int](repeating: 0, count: classCount)
          row[given] = right
          for mistake in 0..<(imageCount - right) {
            row[(given + 1 + mistake % (classCount - 1)) % classCount] += 1
          }
          return row
        }))
  }

  /// Returns the scores of a constant prediction, as by `MajorityBaseline`.
  private static func constant(_ imageCounts: [Int] = [Int](repeating: 1000, count: 10), label: Int = 8)
    -> Scores
  {
    Scores(
      ConfusionMatrix(
        counts: imageCounts.indices.map { given in
          imageCounts.indices.map { $0 == label ? imageCounts[given] : 0 }
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
      kind: .learnable, headline: "learnable: the CNN beats always predicting Bag by 83.0 points"),
    Case(
      name: "a difference that might be chance",
      evidence: evidence(even(right: 87, of: 100), neighbours: even(right: 85, of: 100)), kind: .learnable,
      headline:
        "learnable: the CNN gets 0.870, and 5-NN does about as well with 0.850: 1000 test images cannot tell them apart"
    ),
    Case(
      name: "a baseline ahead by what might be chance",
      evidence: evidence(even(right: 85, of: 100), neighbours: even(right: 87, of: 100)), kind: .learnable,
      headline:
        "learnable: the CNN gets 0.850, and 5-NN does about as well with 0.870: 1000 test images cannot tell them apart"
    ),
    Case(
      name: "the better baseline is compared with",
      evidence: evidence(
        even(right: 900, of: 1000), softmax: even(right: 859, of: 1000),
        neighbours: even(right: 820, of: 1000)),
      kind: .learnable, headline: "learnable: the CNN beats softmax by 4.1 points"),
    Case(
      name: "few images", evidence: evidence(even(right: 4, of: 5)), kind: .tooFewImages,
      headline:
        "too few test images to judge: the accuracy may be 0.67 to 0.89 by 50 test images; a few hundred are needed"
    ),
    Case(
      name: "no images", evidence: evidence(even(right: 0, of: 0)), kind: .tooFewImages,
      headline: "too few test images to judge: there are none; add test images"),
    Case(
      name: "one class", evidence: evidence(constant([0, 0, 500, 0], label: 2)), kind: .oneClass,
      headline: "only one class: all of 500 test images have the same label; check the test labels"),
    Case(
      name: "shuffled labels",
      evidence: evidence(
        even(right: 101, of: 1000), training: 1, softmax: even(right: 98, of: 1000),
        neighbours: even(right: 100, of: 1000)), kind: .broken,
      headline:
        "broken: accuracy 1.000 on training images, 0.101 on test images, no better than always predicting Bag (0.100); check whether the labels of one split are shuffled, or in another order than its images"
    ),
    Case(
      name: "shuffled labels, without baselines",
      evidence: evidence(even(right: 101, of: 1000), training: 1, majority: nil), kind: .broken,
      headline:
        "broken: accuracy 1.000 on training images, 0.101 on test images, no better than always predicting T-shirt/top (0.100); check whether the labels of one split are shuffled, or in another order than its images"
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
        "broken: the test labels are numbered differently from the training labels: the model predicts Trouser for T-shirt/top, Pullover for Trouser, Dress for Pullover and 7 more; number the labels of both splits in the same way"
    ),
    Case(
      name: "known by heart, though a baseline learns it",
      evidence: evidence(
        even(right: 102, of: 1000), training: 0.99, neighbours: even(right: 855, of: 1000)),
      kind: .overfitted,
      headline:
        "overfitted: accuracy 0.990 on training images, 0.102 on test images; see what 'fmbuild verify' says of the images, add images, or use augmentation or a smaller model"
    ),
    Case(
      name: "nothing learned", evidence: evidence(even(right: 104, of: 1000), training: 0.11, epochs: 3),
      kind: .notLearned,
      headline:
        "not learned: the CNN gets 0.104, no better than always predicting Bag (0.100); check whether labels and images match, or train longer"
    ),
    Case(
      name: "nothing learned, though a baseline does",
      evidence: evidence(even(right: 100, of: 1000), epochs: 3, neighbours: even(right: 855, of: 1000)),
      kind: .notLearned,
      headline:
        "not learned: the CNN gets 0.100, no better than always predicting Bag (0.100); 5-NN gets 0.855 with the same images, so train longer, or with a smaller learning rate"
    ),
    Case(
      name: "a baseline as the model", evidence: evidence(even(right: 100, of: 1000)), kind: .notLearned,
      headline:
        "not learned: the CNN gets 0.100, no better than always predicting Bag (0.100); it is no network; train one, such as --model lenet5"
    ),
    Case(
      name: "splits that differ",
      evidence: evidence(even(right: 800, of: 1000), validation: Proportion(950, of: 1000)),
      kind: .splitsDiffer,
      headline:
        "splits differ: accuracy 0.950 on validation images, 0.800 on test images; check whether the test images are of another kind, or the training images contain duplicates"
    ),
    Case(
      name: "a pixel", evidence: evidence(even(right: 999, of: 1000), pixel: 0.998), kind: .tooEasy,
      headline:
        "too easy: one pixel is enough to tell half of all pairs of classes apart with an accuracy of 0.998 or more; check whether a border, a mark or the background gives classes away"
    ),
    Case(
      name: "a linear model",
      evidence: evidence(even(right: 999, of: 1000), softmax: even(right: 998, of: 1000)),
      kind: .tooEasy,
      headline:
        "too easy: softmax is enough (0.998); check whether a border, a mark or the background gives classes away"
    ),
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
        "undertrained: 5-NN beats the CNN by 5.5 points; train for more than 1 epoch, or with another learning rate"
    ),
    Case(
      name: "known by heart", evidence: evidence(even(right: 800, of: 1000), training: 1), kind: .overfitted,
      headline:
        "overfitted: accuracy 1.000 on training images, 0.800 on test images; see what 'fmbuild verify' says of the images, add images, or use augmentation or a smaller model"
    ),
    Case(
      name: "hard", evidence: evidence(even(right: 420, of: 1000), neighbours: even(right: 300, of: 1000)),
      kind: .hard,
      headline:
        "hard: the CNN gets 0.420, always predicting Bag 0.100; look at the most confused classes"),
    Case(
      name: "nearly all of one class",
      evidence: evidence(
        Scores(ConfusionMatrix(counts: [[960, 10], [6, 24]])), majority: constant([970, 30], label: 0)),
      kind: .uneven,
      headline:
        "uneven: always predicting T-shirt/top already gets 0.970; judge by the balanced accuracy, 0.895"),
  ]

  @Test(arguments: cases)
  func figuresGiveTheirVerdict(_ example: Case) {
    let verdict = Verdict(example.evidence)
    #expect(verdict.kind == example.kind)
    #expect(verdict.headline == example.headline)
    #expect(Verdict(example.evidence) == verdict)
  }

  @Test func kindsOfEarlierVersionsAreRead() {
    #expect(Verdict.Kind(rawValue: "tooFewItems") == .tooFewImages)
    #expect(Verdict.Kind(rawValue: "notLearnt") == .notLearned)
    #expect(Verdict.Kind.allCases.allSatisfy { Verdict.Kind(rawValue: $0.rawValue) == $0 })
    #expect(Verdict.Kind(rawValue: "unknown") == nil)
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
        "the CNN classifies 9000 of 10000 test images correctly: 0.900 (95% confidence interval 0.894 to 0.906).",
        "the CNN beats always predicting Bag by 80.0 points.", "the CNN beats softmax by 5.6 points.",
        "After the training, the accuracy on the training images is 0.950.",
        "The accuracy on 1000 validation images is 0.905.",
      ])
  }

  /// Two classes are each predicted as the other for half of their images, which is hard but not a renumbering.
  @Test func twoClassesThatLookAlikeAreNotCalledRenumbered() {
    let verdict = Verdict(
      Self.evidence(
        Scores(ConfusionMatrix(counts: [[900, 50, 50], [20, 480, 500], [20, 490, 490]])),
        majority: Self.constant([1000, 1000, 1000], label: 0)))
    #expect(verdict.kind == .hard)
  }

  @Test func withoutABaselineTheMostFrequentTestClassIsTheOneToBeat() {
    let verdict = Verdict(
      Self.evidence(Scores(ConfusionMatrix(counts: [[700, 0], [300, 0]])), epochs: 1, majority: nil))
    #expect(verdict.kind == .notLearned)
    #expect(
      verdict.headline
        == "not learned: the CNN gets 0.700, no better than always predicting T-shirt/top (0.700); check whether labels and images match, or train longer"
    )
  }

  /// The rare class is recognised, at the cost of some mistakes in the frequent one.
  @Test func unevenClassesMayBeLearnedWithoutMoreImagesBeingRight() {
    let verdict = Verdict(
      Self.evidence(
        Scores(ConfusionMatrix(counts: [[830, 70], [20, 80]])), majority: Self.constant([900, 100], label: 0))
    )
    #expect(verdict.kind == .hard)
  }
}
