import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of the plan of images of which an older dataset has some.
struct BasePlanTests {
  /// A plan for synthetic images, the first of which an older dataset has.
  private struct BasePlan {
    let plan: DatasetPlan
    let examples: [SyntheticExample]

    init(
      _ examples: [SyntheticExample], old: [Split: [Int]],
      _ change: (inout DatasetPlan.Settings) -> Void = { _ in }
    ) throws {
      var settings = DatasetPlan.Settings()
      change(&settings)
      self.examples = examples
      let classCount = (examples.map(\.label).max() ?? 0) + 1
      plan = try DatasetPlan(
        ExampleStore(examples), classes: ClassMap(labels: (0..<classCount).map { "class \($0 + 1000)" }),
        settings: settings,
        base: PlacedBase(images: old, count: examples.count, notes: [], warnings: []))
    }

    func count(_ split: Split, label: Int) -> Int {
      plan.images(of: split).count { examples[$0].label == label }
    }
  }

  @Test(arguments: [(10, 1.0), (40, 3.0)])
  func sharesAreMetOverTheWhole(_ newCount: Int, _ tolerance: Double) throws {
    for seed in 0..<20 as Range<UInt64> {
      // The base has too few test images: 2 of 40.
      let examples = syntheticExamples(counts: [40 + newCount])
      let plan = try BasePlan(examples, old: [.train: Array(2..<40), .test: [0, 1]]) { $0.split.seed = seed }
      let expected = Double(40 + newCount) / 7
      #expect(abs(Double(plan.count(.test, label: 0)) - expected) <= tolerance, "seed \(seed)")
      #expect(plan.plan.images(of: .test).starts(with: [0, 1]))
      #expect(plan.plan.images(of: .train).starts(with: 2..<40))
      #expect(plan.plan.shares?.first?.total == 40 + newCount)
    }
  }

  @Test func baseWithEnoughTestImagesGetsNoMoreThanItsShare() throws {
    for seed in 0..<20 as Range<UInt64> {
      let examples = syntheticExamples(counts: [60])
      let plan = try BasePlan(examples, old: [.train: Array(20..<40), .test: Array(0..<20)]) {
        $0.split.seed = seed
      }
      #expect(plan.count(.test, label: 0) == 20)
    }
  }

  @Test func newPhotoOfAClassThatHasNoTestImageGoesToTest() throws {
    let examples =
      [SyntheticExample(0, 1), SyntheticExample(0, 2)] + (10..<24).map { SyntheticExample(1, $0) }
    let plan = try BasePlan(examples, old: [.train: [0] + Array(3..<16), .test: [2]])
    #expect(plan.plan.images(of: .test).contains(1))
    #expect(plan.plan.warnings.isEmpty)
  }

  @Test func groupGoesWhereTheBaseHasItAndTheRuleDecidesWhereTheBaseHasItTwice() throws {
    let examples =
      [
        SyntheticExample(0, 1, group: "g"), SyntheticExample(0, 2, group: "h"),
        SyntheticExample(0, 3, group: "h"),
        SyntheticExample(0, 4, group: "g"), SyntheticExample(0, 5, pixels: 1),
        SyntheticExample(0, 6, group: "h"),
      ] + (10..<30).map { SyntheticExample(0, $0) }
    let plan = try BasePlan(examples, old: [.test: [0, 1], .train: [2]])
    #expect(plan.plan.images(of: .test).contains(3) && plan.plan.images(of: .test).contains(4))
    #expect(plan.plan.origins.prefix(6) == [.base, .base, .base, .group, .group, .rule])
  }

  @Test func numbersOfEachClassCountTheBase() throws {
    let examples = syntheticExamples(counts: [12, 12])
    let old: [Split: [Int]] = [.train: [5, 3, 12], .test: [0]]
    let plan = try BasePlan(examples, old: old) { $0.split.rule = .perClass([.train: 6, .test: 2]) }
    for label in 0..<2 {
      #expect(plan.count(.train, label: label) == 6 && plan.count(.test, label: label) == 2)
    }
    #expect(plan.plan.images(of: .train).starts(with: [5, 3, 12]) && plan.plan.images(of: .test)[0] == 0)
    #expect(plan.plan.warnings.isEmpty && plan.plan.rejectedPhotos.count == 8)
  }

  @Test func imagesOfTheBaseStayWhereFewerAreAskedForAndItIsSaid() throws {
    let plan = try BasePlan(syntheticExamples(counts: [9]), old: [.train: [4, 0, 1], .test: [2]]) {
      $0.split.rule = .perClass([.train: 2, .test: 2])
    }
    #expect(plan.plan.images(of: .train) == [4, 0, 1] && plan.count(.test, label: 0) == 2)
    #expect(plan.plan.warnings.count == 1 && plan.plan.warnings[0].contains("1 train more than asked for"))
  }

  @Test func numbersInAllAreExactWhateverTheBaseHas() throws {
    var generator = SeededGenerator(seed: 9)
    for round in 0..<100 {
      let counts = (0..<4).map { _ in Int.random(in: 5...30, using: &generator) }
      let examples = syntheticExamples(counts: counts)
      let all = Array(examples.indices).shuffled(using: &generator)
      let oldCount = Int.random(in: 0...(examples.count / 2), using: &generator)
      let old = all.prefix(oldCount)
      let testCount = Int.random(in: 0...oldCount, using: &generator)
      let placed: [Split: [Int]] = [
        .test: Array(old.prefix(testCount)), .train: Array(old.dropFirst(testCount)),
      ]
      let free = examples.count - oldCount
      let (moreTest, moreTrain) = (free / 3, free / 3)
      let wanted = [
        Split.test: testCount + moreTest, .train: oldCount - testCount + moreTrain,
      ]
      guard wanted.values.allSatisfy({ $0 > 0 }) else { continue }
      let plan = try BasePlan(examples, old: placed) { $0.split.rule = .total(wanted) }
      #expect(plan.plan.counts == wanted, "round \(round)")
      for (split, images) in placed { #expect(plan.plan.images(of: split).starts(with: images)) }
    }
  }

  @Test func moreInTheBaseThanAskedForInAllIsAnError() throws {
    let error = #expect(throws: DatasetError.self) {
      try BasePlan(syntheticExamples(counts: [9]), old: [.train: [0, 1, 2]]) {
        $0.split.rule = .total([.train: 2, .test: 2])
      }
    }
    #expect(error?.message.contains("the base has 3 for train, and they stay") == true)
  }

  @Test func equalImagesOfTheBaseStayAndNewOnesAreDropped() throws {
    let examples =
      [
        SyntheticExample(0, 1), SyntheticExample(0, 2, pixels: 1), SyntheticExample(0, 3, pixels: 1),
        SyntheticExample(0, 4), SyntheticExample(0, 5, pixels: 4),
      ] + (10..<20).map { SyntheticExample(0, $0) }
    // The first photo is new, and equal to two of the base.
    let plan = try BasePlan(examples, old: [.train: [1, 2], .test: [4]]) { $0.dropsDuplicates = true }
    #expect(plan.plan.rejectedPhotos.map(\.source) == [examples[0].source, examples[3].source])
    #expect(plan.plan.images(of: .train).starts(with: [1, 2]) && plan.plan.images(of: .test)[0] == 4)
  }

  @Test func orderOfNewImagesIsThatOfADatasetWithoutABase() throws {
    for seed in 0..<10 as Range<UInt64> {
      let examples = syntheticExamples(counts: [60])
      let plan = try BasePlan(examples, old: [.train: Array(0..<20)]) { $0.split.seed = seed }
      let usual = try SyntheticPlan(examples) {
        $0.split.seed = seed
        $0.split.rule = .fractions(validation: 0, test: 0)
      }
      for split in Split.ofMNIST {
        let new = plan.plan.images(of: split).filter { $0 >= 20 }.map { examples[$0] }
        #expect(usual.train.filter(new.contains) == new)
      }
    }
  }
}
