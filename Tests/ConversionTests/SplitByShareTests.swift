import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of the default rule: a share of every class, by numbers derived from the seed and each photo's content.
struct SplitByShareTests {
  @Test(arguments: [0, 1, 7, UInt64.max])
  func aboutOneInSevenIsTestedInEveryClass(_ seed: UInt64) throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [700, 700, 700, 700])) { $0.split.seed = seed }
    // The expected number is 100; four standard deviations of a binomial with n = 700, p = 1/7 are 37.
    for label in 0..<4 { #expect((63...137).contains(plan.count(.test, label: label))) }
    #expect(plan.images(of: .train).count + plan.images(of: .test).count == 2800)
    #expect(plan.plan.warnings.isEmpty && plan.plan.rejectedPhotos.isEmpty)
  }

  @Test(arguments: [0.0, 0.01, 0.5, 0.9])
  func shareIsWhatWasAskedFor(_ fraction: Double) throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [2000])) {
      $0.split.rule = .fractions(validation: 0, test: fraction)
    }
    let expected = 2000 * fraction
    let deviation = (2000 * fraction * (1 - fraction)).squareRoot()
    #expect(abs(Double(plan.images(of: .test).count) - expected) <= 4 * deviation)
    #expect(plan.plan.warnings.isEmpty)
  }

  @Test(arguments: 2...12)
  func everyClassOfTwoOrMoreHasExamplesInBothSplits(_ count: Int) throws {
    for seed in 0..<20 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticExamples(counts: [count, 2, 300])) { $0.split.seed = seed }
      for label in 0..<3 {
        #expect(plan.count(.train, label: label) > 0)
        #expect(plan.count(.test, label: label) > 0)
      }
    }
  }

  @Test func classOfOneIsInOneSplitAndToldOf() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [1, 50]))
    #expect(plan.plan.warnings.count == 1)
    #expect(plan.plan.warnings.first?.contains("class 1000") == true)
  }

  @Test func splitDependsOnNeitherOrderNorNamesOfFiles() throws {
    let examples = syntheticExamples(counts: [90, 60, 30])
    let classes = try ClassMap(labels: ["a", "b", "c"])
    func splits(_ examples: [SyntheticExample], source: (SyntheticExample) -> String) throws -> [Int: Split] {
      let plan = try DatasetPlan(ExampleStore(examples, source: source), classes: classes, settings: .init())
      return Dictionary(
        uniqueKeysWithValues: plan.images(of: .train).map { (examples[$0].photo, .train) }
          + plan.images(of: .test).map { (examples[$0].photo, .test) })
    }
    let expected = try splits(examples, source: \.source)
    var generator = SeededGenerator(seed: 3)
    #expect(try splits(examples.shuffled(using: &generator), source: \.source) == expected)
    #expect(try splits(examples, source: { "other/folder/\(-$0.photo)" }) == expected)
  }

  @Test func seedChangesTheSplit() throws {
    let examples = syntheticExamples(counts: [300])
    let one = try SyntheticPlan(examples) { $0.split.seed = 1 }
    let other = try SyntheticPlan(examples) { $0.split.seed = 2 }
    #expect(Set(one.test) != Set(other.test))
    #expect(try SyntheticPlan(examples) { $0.split.seed = 1 }.test == one.test)
  }

  @Test func newPhotoMovesNoOther() throws {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<20 {
      // The classes are so large that the numbers alone decide.
      let counts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Int.random(in: 600...900, using: &generator)
      }
      var examples = syntheticExamples(counts: counts)
      for index in examples.indices where Int.random(in: 0..<3, using: &generator) == 0 {
        examples[index].group = "product \(Int.random(in: 0..<300, using: &generator))"
      }
      let before = try SyntheticPlan(examples) { $0.split.seed = UInt64(round) }
      let label = Int.random(in: 0...counts.count, using: &generator)
      let isGrouped = Bool.random(using: &generator)
      examples.insert(
        SyntheticExample(label, 999_999, group: isGrouped ? "product 3" : nil),
        at: Int.random(in: 0...examples.count, using: &generator))
      let after = try SyntheticPlan(examples) { $0.split.seed = UInt64(round) }
      #expect(before.splits.allSatisfy { after.splits[$0.key] == $0.value }, "round \(round)")
      // The order of the earlier images does not change either.
      #expect(after.images(of: .train).filter { $0.photo != 999_999 } == before.images(of: .train))
    }
  }

  @Test func newPhotoInASmallClassMovesAtMostOneOfThatClass() throws {
    var moveCount = 0
    for round in 0..<60 {
      var examples = syntheticExamples(counts: [4, 100])
      let before = try SyntheticPlan(examples) { $0.split.seed = UInt64(round) }
      examples.append(SyntheticExample(0, 999_999))
      let after = try SyntheticPlan(examples) { $0.split.seed = UInt64(round) }
      let moved = before.splits.filter { after.splits[$0.key] != $0.value }.map(\.key)
      #expect(moved.count <= 1 && moved.allSatisfy { $0.label == 0 })
      moveCount += moved.count
    }
    // Without a move, this test would prove nothing.
    #expect(moveCount > 0)
  }

  @Test func photosOfAGroupAreInOneSplit() throws {
    var generator = SeededGenerator(seed: 5)
    for seed in 0..<20 as Range<UInt64> {
      var examples = syntheticExamples(counts: [80, 80])
      for index in examples.indices { examples[index].group = "\(Int.random(in: 0..<50, using: &generator))" }
      let plan = try SyntheticPlan(examples) { $0.split.seed = seed }
      for (_, members) in Dictionary(grouping: examples, by: \.group) {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
    }
  }

  @Test func equalExamplesAreInOneSplitAlsoAcrossClassesAndGroups() throws {
    var generator = SeededGenerator(seed: 6)
    for seed in 0..<20 as Range<UInt64> {
      var examples = syntheticExamples(counts: [60, 60])
      for index in examples.indices {
        examples[index].pixels = Int.random(in: 0..<90, using: &generator)
        if Bool.random(using: &generator) {
          examples[index].group = "\(Int.random(in: 0..<60, using: &generator))"
        }
      }
      let plan = try SyntheticPlan(examples) { $0.split.seed = seed }
      for members in Dictionary(grouping: examples, by: \.pixels).values {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
      for (group, members) in Dictionary(grouping: examples, by: \.group) where group != nil {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
    }
  }

  @Test func largeSetsOfEqualExamplesAreTestedNoMoreOftenThanSmallOnes() throws {
    var testedCount = 0
    for seed in 0..<210 as Range<UInt64> {
      var examples = syntheticExamples(counts: [300])
      for index in 0..<30 { examples[index].pixels = 0 }
      if try SyntheticPlan(examples, { $0.split.seed = seed }).splits[examples[0]] == .test {
        testedCount += 1
      }
    }
    // The expected number is 30; four standard deviations are 20.
    #expect((10...50).contains(testedCount))
  }

  @Test func whereTheUserPutAPhotoItStays() throws {
    var examples = syntheticExamples(counts: [60, 60])
    for index in examples.indices { examples[index].split = index % 2 == 0 ? .train : .test }
    // The splits are kept even if a product is in both.
    for index in 0..<20 { examples[index].group = "same" }
    let plan = try SyntheticPlan(examples)
    #expect(examples.allSatisfy { plan.splits[$0] == $0.split })
  }

  @Test func photosThatTheUserPutNowhereFollowTheirProduct() throws {
    var examples = syntheticExamples(counts: [200])
    for index in 0..<100 { examples[index].group = "product \(index / 2)" }
    for index in stride(from: 0, to: 100, by: 2) { examples[index].split = index % 4 == 0 ? .test : .train }
    for index in 100..<120 { examples[index].pixels = examples[0].pixels }
    let plan = try SyntheticPlan(examples)
    for index in 0..<50 { #expect(plan.splits[examples[index * 2 + 1]] == examples[index * 2].split) }
    for index in 100..<120 { #expect(plan.splits[examples[index]] == .test) }
  }
}
