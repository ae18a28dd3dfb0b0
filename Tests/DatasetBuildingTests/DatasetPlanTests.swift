import DatasetBuilding
import TestSupport
import Testing

/// Order, duplicates and what is said of them.
struct DatasetPlanTests {
  @Test func sameSeedGivesTheSameOrderAndAnotherSeedAnother() throws {
    let items = syntheticItems(counts: [40, 40])
    let one = try SyntheticPlan(items) { $0.seed = 1 }
    #expect(try SyntheticPlan(items) { $0.seed = 1 }.train == one.train)
    var settings = DatasetPlan.Settings()
    settings.rule = .fraction(0)
    let all = try SyntheticPlan(items) { $0.rule = .fraction(0) }
    let other = try SyntheticPlan(items) {
      $0.rule = .fraction(0)
      $0.seed = 1
    }
    #expect(all.train != other.train && Set(all.train) == Set(other.train))
  }

  @Test func shuffledItemsAreMixedByClass() throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [500, 500]))
    let firstHalf = plan.train.prefix(plan.train.count / 2)
    // About half of each; sorted, it would be all or nothing.
    #expect((0.4...0.6).contains(Double(firstHalf.count { $0.label == 0 }) / Double(firstHalf.count)))
  }

  @Test func orderIsNotThatOfTheSplit() throws {
    // If one number decided both, an archive would be sorted by what a larger share takes first.
    let items = syntheticItems(counts: [600])
    let half = Set(try SyntheticPlan(items) { $0.rule = .fraction(0.5) }.t10k)
    let order = try SyntheticPlan(items) { $0.rule = .fraction(0) }.train
    #expect((0.4...0.6).contains(Double(order.prefix(300).count { half.contains($0) }) / 300))
  }

  @Test func unshuffledItemsAreSortedByClassThenSource() throws {
    // A store holds its items sorted by source, as the photos are.
    let items = syntheticItems(counts: [9, 40, 30])
    let plan = try SyntheticPlan(items) {
      $0.isShuffled = false
      $0.seed = 9
    }
    for split in [plan.train, plan.t10k] {
      #expect(split == split.sorted { ($0.label, $0.source) < ($1.label, $1.source) })
    }
  }

  @Test func droppedDuplicatesLeaveTheFirstOfEach() throws {
    var items = syntheticItems(counts: [10, 10])
    items[4].pixels = items[2].pixels
    items[7].pixels = items[2].pixels
    items[15].pixels = items[3].pixels
    let plan = try SyntheticPlan(items) { $0.dropsDuplicates = true }
    #expect(plan.splits.count == 17)
    for index in [4, 7, 15] { #expect(plan.splits[items[index]] == nil) }
    #expect(plan.plan.rejects.count == 3)
    #expect(plan.plan.rejects.allSatisfy { $0.reason == .duplicate })
    let acrossClasses = try #require(plan.plan.rejects.first { $0.source == items[15].source })
    #expect(acrossClasses.detail.contains(items[3].source) && acrossClasses.detail.contains("'class 1000'"))
  }

  @Test func duplicatesThatAreKeptAreToldOf() throws {
    var items = syntheticItems(counts: [10, 10])
    #expect(try SyntheticPlan(items).plan.warnings.isEmpty)
    items[4].pixels = items[2].pixels
    #expect(
      try SyntheticPlan(items).plan.warnings.map { $0.prefix(32) } == ["1 item is equal to another, 0/10"])
    items[15].pixels = items[2].pixels
    let warnings = try SyntheticPlan(items).plan.warnings
    #expect(warnings.count == 2)
    #expect(warnings.first?.hasPrefix("2 items are equal to others") == true)
    #expect(warnings.last?.contains("1 picture stands under two labels") == true)
  }

  @Test func tensOfThousandsOfEqualItemsAreFoundInOneGo() throws {
    // With time that grows by the square this would not end.
    let items = (0..<40_000).map { SyntheticItem(0, $0, pixels: 7) }
    let sets = EqualItems(try ItemStore(items)).sets
    #expect(sets.map(\.count) == [40_000])
  }

  @Test func equalItemsAreThoseWithEqualBytes() throws {
    var generator = SeededGenerator(seed: 8)
    let items = (0..<500).map { SyntheticItem(0, $0, pixels: Int.random(in: 0..<300, using: &generator)) }
    var expected: [[Int]] = []
    for index in items.indices where !items[..<index].contains(where: { $0.pixels == items[index].pixels }) {
      let equal = items.indices.filter { items[$0].pixels == items[index].pixels }
      if equal.count > 1 { expected.append(equal) }
    }
    #expect(EqualItems(try ItemStore(items)).sets == expected)
  }

  @Test func eachItemIsInOnePlaceOrLeftOutWithAReason() throws {
    var generator = SeededGenerator(seed: 9)
    for rule in [SplitRule.standard, .perClass(train: 5, t10k: 1), .total(train: 30, t10k: 10)] {
      var items = syntheticItems(counts: [40, 30, 20])
      for index in items.indices {
        if Int.random(in: 0..<4, using: &generator) == 0 {
          items[index].pixels = Int.random(in: 0..<40, using: &generator)
        }
        if Int.random(in: 0..<3, using: &generator) == 0 { items[index].group = "\(index / 5)" }
      }
      let plan = try SyntheticPlan(items) {
        $0.rule = rule
        $0.dropsDuplicates = true
      }.plan
      #expect(Set(plan.train).isDisjoint(with: plan.t10k))
      #expect(plan.train.count + plan.t10k.count + plan.rejects.count == items.count)
    }
  }
}
