import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of the order of images, of duplicates and of warnings.
struct DatasetPlanTests {
  @Test func sameSeedGivesTheSameOrderAndAnotherSeedAnother() throws {
    let examples = syntheticExamples(counts: [40, 40])
    let one = try SyntheticPlan(examples) { $0.split.seed = 1 }
    #expect(try SyntheticPlan(examples) { $0.split.seed = 1 }.images(of: .train) == one.images(of: .train))
    let all = try SyntheticPlan(examples) { $0.split.rule = .fractions(validation: 0, test: 0) }
    let other = try SyntheticPlan(examples) {
      $0.split.rule = .fractions(validation: 0, test: 0)
      $0.split.seed = 1
    }
    #expect(
      all.images(of: .train) != other.images(of: .train)
        && Set(all.images(of: .train)) == Set(other.images(of: .train)))
  }

  @Test func shuffledExamplesAreMixedByClass() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [500, 500]))
    let firstHalf = plan.images(of: .train).prefix(plan.images(of: .train).count / 2)
    // About half of the images are of each class; sorted, all or none would be.
    #expect((0.4...0.6).contains(Double(firstHalf.count { $0.label == 0 }) / Double(firstHalf.count)))
  }

  @Test func orderIsNotThatOfTheSplit() throws {
    // If one number decided both, each split would be sorted by that number.
    let examples = syntheticExamples(counts: [600])
    let half = Set(try SyntheticPlan(examples) { $0.split.rule = .fractions(validation: 0, test: 0.5) }.test)
    let order = try SyntheticPlan(examples) { $0.split.rule = .fractions(validation: 0, test: 0) }.train
    #expect((0.4...0.6).contains(Double(order.prefix(300).count { half.contains($0) }) / 300))
  }

  @Test func unshuffledExamplesAreSortedByClassThenSource() throws {
    // The images of a store are sorted by source, as the photos are.
    let examples = syntheticExamples(counts: [9, 40, 30])
    let plan = try SyntheticPlan(examples) {
      $0.split.isShuffled = false
      $0.split.seed = 9
    }
    for split in [plan.images(of: .train), plan.images(of: .test)] {
      #expect(split == split.sorted { ($0.label, $0.source) < ($1.label, $1.source) })
    }
  }

  @Test func droppedDuplicatesLeaveTheFirstOfEach() throws {
    var examples = syntheticExamples(counts: [10, 10])
    examples[4].pixels = examples[2].pixels
    examples[7].pixels = examples[2].pixels
    examples[15].pixels = examples[3].pixels
    let plan = try SyntheticPlan(examples) { $0.dropsDuplicates = true }
    #expect(plan.splits.count == 17)
    for index in [4, 7, 15] { #expect(plan.splits[examples[index]] == nil) }
    #expect(plan.plan.rejectedPhotos.count == 3)
    #expect(plan.plan.rejectedPhotos.allSatisfy { $0.reason == .duplicate })
    let acrossClasses = try #require(plan.plan.rejectedPhotos.first { $0.source == examples[15].source })
    #expect(
      acrossClasses.detail.contains(examples[3].source) && acrossClasses.detail.contains("'class 1000'"))
  }

  @Test func duplicatesThatAreKeptAreToldOf() throws {
    var examples = syntheticExamples(counts: [10, 10])
    #expect(try SyntheticPlan(examples).plan.warnings.isEmpty)
    examples[4].pixels = examples[2].pixels
    #expect(
      try SyntheticPlan(examples).plan.warnings.map { $0.prefix(33) } == ["1 image is equal to another, 0/10"]
    )
    examples[15].pixels = examples[2].pixels
    let warnings = try SyntheticPlan(examples).plan.warnings
    #expect(warnings.count == 2)
    #expect(warnings.first?.hasPrefix("2 images are equal to others") == true)
    #expect(warnings.last?.contains("1 image has two labels") == true)
  }

  @Test func tensOfThousandsOfEqualExamplesAreFoundInOneGo() throws {
    // An algorithm with quadratic running time would not finish.
    let examples = (0..<40_000).map { SyntheticExample(0, $0, pixels: 7) }
    let sets = try equalSets(examples)
    #expect(sets.map(\.count) == [40_000])
  }

  @Test func equalExamplesAreThoseWithEqualBytes() throws {
    var generator = SeededGenerator(seed: 8)
    let examples = (0..<500).map {
      SyntheticExample(0, $0, pixels: Int.random(in: 0..<300, using: &generator))
    }
    var expected: [[Int]] = []
    for index in examples.indices
    where !examples[..<index].contains(where: { $0.pixels == examples[index].pixels }) {
      let equal = examples.indices.filter { examples[$0].pixels == examples[index].pixels }
      if equal.count > 1 { expected.append(equal) }
    }
    #expect(try equalSets(examples) == expected)
  }

  @Test func eachExampleIsInOnePlaceOrLeftOutWithAReason() throws {
    var generator = SeededGenerator(seed: 9)
    for rule in [SplitRule.standard, .perClass([.train: 5, .test: 1]), .total([.train: 30, .test: 10])] {
      var examples = syntheticExamples(counts: [40, 30, 20])
      for index in examples.indices {
        if Int.random(in: 0..<4, using: &generator) == 0 {
          examples[index].pixels = Int.random(in: 0..<40, using: &generator)
        }
        if Int.random(in: 0..<3, using: &generator) == 0 { examples[index].group = "\(index / 5)" }
      }
      let plan = try SyntheticPlan(examples) {
        $0.split.rule = rule
        $0.dropsDuplicates = true
      }.plan
      #expect(Set(plan.images(of: .train)).isDisjoint(with: plan.images(of: .test)))
      #expect(
        plan.images(of: .train).count + plan.images(of: .test).count + plan.rejectedPhotos.count
          == examples.count)
    }
  }
}

/// Returns the sets of images with equal bytes.
private func equalSets(_ examples: [SyntheticExample]) throws -> [[Int]] {
  let store = try ExampleStore(examples)
  return store.equalImages.sets
}
