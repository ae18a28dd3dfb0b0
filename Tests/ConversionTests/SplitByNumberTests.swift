import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of splits by numbers, per class or in total.
struct SplitByNumberTests {
  @Test func eachClassGetsExactlyItsNumbers() throws {
    for seed in 0..<10 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticExamples(counts: [12, 40, 99])) {
        $0.split.rule = .perClass([.train: 10, .test: 2])
        $0.split.seed = seed
      }
      for label in 0..<3 {
        #expect(plan.count(.train, label: label) == 10)
        #expect(plan.count(.test, label: label) == 2)
      }
      #expect(plan.plan.rejectedPhotos.count == 28 + 87)
      #expect(plan.plan.rejectedPhotos.allSatisfy { $0.reason == .notNeeded && !$0.reason.isFault })
      #expect(plan.plan.warnings.isEmpty)
    }
  }

  @Test(arguments: [(0, 5), (5, 0), (1, 1)])
  func oneOfTheNumbersMayBeNothing(_ train: Int, _ test: Int) throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [7, 8])) {
      $0.split.rule = .perClass([.train: train, .test: test])
    }
    #expect(plan.images(of: .train).count == train * 2 && plan.images(of: .test).count == test * 2)
    #expect(plan.plan.warnings.isEmpty)
  }

  @Test func classWithTooFewIsAnErrorThatSaysHowManyThereAre() throws {
    let error = #expect(throws: DatasetError.self) {
      try SyntheticPlan(syntheticExamples(counts: [70, 35])) {
        $0.split.rule = .perClass([.train: 60, .test: 10])
      }
    }
    #expect(error?.message.contains("class 1001 has 35; add photos, or ask for 30,5") == true)
  }

  @Test func classWithoutAnyExampleIsLeftAsItIs() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [20, 0, 20])) {
      $0.split.rule = .perClass([.train: 10, .test: 5])
    }
    #expect(plan.images(of: .train).count == 20 && plan.images(of: .test).count == 10)
  }

  @Test func groupsAreNeverTornButMayBeUsedInPart() throws {
    for seed in 0..<10 as Range<UInt64> {
      var examples = syntheticExamples(counts: [100])
      for index in examples.indices { examples[index].group = "product \(index / 4)" }
      let plan = try SyntheticPlan(examples) {
        $0.split.rule = .perClass([.train: 50, .test: 10])
        $0.split.seed = seed
      }
      #expect(plan.images(of: .train).count == 50 && plan.images(of: .test).count == 10)
      #expect(plan.plan.warnings.isEmpty)
      for members in Dictionary(grouping: examples, by: \.group).values {
        #expect(Set(members.compactMap { plan.splits[$0] }).count <= 1)
      }
    }
  }

  @Test func groupTooLargeForBothNumbersIsToldOf() throws {
    var examples = syntheticExamples(counts: [20])
    for index in examples.indices { examples[index].group = "one product" }
    let plan = try SyntheticPlan(examples) { $0.split.rule = .perClass([.train: 10, .test: 5]) }
    #expect(Set(plan.splits.values).count == 1)
    #expect(plan.plan.warnings.count == 1)
    #expect(plan.plan.warnings.first?.contains("class 1000 has") == true)
  }

  @Test func placesThatTheUserChoseAreFilledFirst() throws {
    var examples = syntheticExamples(counts: [50])
    for index in 0..<5 { examples[index].split = .test }
    for index in 5..<15 { examples[index].split = .train }
    let plan = try SyntheticPlan(examples) { $0.split.rule = .perClass([.train: 10, .test: 5]) }
    #expect(Set(plan.images(of: .test)) == Set(examples[0..<5]))
    #expect(Set(plan.images(of: .train)) == Set(examples[5..<15]))
  }

  @Test func totalsAreExactAndEven() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [300, 300, 300])) {
      $0.split.rule = .total([.train: 601, .test: 100])
    }
    #expect(plan.images(of: .train).count == 601 && plan.images(of: .test).count == 100)
    for label in 0..<3 {
      #expect((200...201).contains(plan.count(.train, label: label)))
      #expect((33...34).contains(plan.count(.test, label: label)))
    }
  }

  @Test func smallClassGivesAllAndTheOthersMakeUpForIt() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [7, 300, 300])) {
      $0.split.rule = .total([.train: 240, .test: 40])
    }
    #expect(plan.images(of: .train).count == 240 && plan.images(of: .test).count == 40)
    #expect(plan.count(.train, label: 0) + plan.count(.test, label: 0) == 7)
    #expect(abs(plan.count(.train, label: 1) - plan.count(.train, label: 2)) <= 1)
  }

  @Test func allExamplesCanBeAskedFor() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [3, 8, 10])) {
      $0.split.rule = .total([.train: 18, .test: 3])
    }
    #expect(
      plan.images(of: .train).count == 18 && plan.images(of: .test).count == 3
        && plan.plan.rejectedPhotos.isEmpty)
  }

  @Test func tooFewForTheTotalsIsAnErrorThatSaysHowManyAreMissing() {
    let error = #expect(throws: DatasetError.self) {
      try SyntheticPlan(syntheticExamples(counts: [5, 5])) { $0.split.rule = .exactMNIST }
    }
    #expect(error?.message.contains("69990") == true)
  }

  @Test(arguments: [
    (10, [5, 5, 5], [3, 3, 4]), (10, [1, 5, 50], [1, 4, 5]), (0, [1, 2], [0, 0]), (6, [1, 2, 3], [1, 2, 3]),
    (7, [100, 0, 3], [4, 0, 3]), (1, [9, 9], [0, 1]),
  ])
  func sharesAreEvenUpToWhatThereIs(_ total: Int, _ counts: [Int], _ shares: [Int]) {
    #expect(SplitAssignment.evenShares(of: total, among: counts) == shares)
  }
}
