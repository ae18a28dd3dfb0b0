import DatasetBuilding
import TestSupport
import Testing

/// The standard rule: a share of every class, by numbers that the seed and each photo's own content give.
struct SplitByShareTests {
  @Test(arguments: [0, 1, 7, UInt64.max])
  func aboutOneInSevenIsTestedInEveryClass(_ seed: UInt64) throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [700, 700, 700, 700])) { $0.seed = seed }
    // 100 expected; four standard deviations of a binomial with n = 700, p = 1/7 are 37.
    for label in 0..<4 { #expect((63...137).contains(plan.count(.t10k, label: label))) }
    #expect(plan.train.count + plan.t10k.count == 2800)
    #expect(plan.plan.warnings.isEmpty && plan.plan.rejects.isEmpty)
  }

  @Test(arguments: [0.0, 0.01, 0.5, 0.9])
  func shareIsWhatWasAskedFor(_ fraction: Double) throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [2000])) { $0.rule = .fraction(fraction) }
    let expected = 2000 * fraction
    let deviation = (2000 * fraction * (1 - fraction)).squareRoot()
    #expect(abs(Double(plan.t10k.count) - expected) <= 4 * deviation)
    #expect(plan.plan.warnings.isEmpty)
  }

  @Test(arguments: 2...12)
  func everyClassOfTwoOrMoreHasItemsInBothSplits(_ count: Int) throws {
    for seed in 0..<20 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticItems(counts: [count, 2, 300])) { $0.seed = seed }
      for label in 0..<3 {
        #expect(plan.count(.train, label: label) > 0)
        #expect(plan.count(.t10k, label: label) > 0)
      }
    }
  }

  @Test func classOfOneIsInOneSplitAndToldOf() throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [1, 50]))
    #expect(plan.plan.warnings.count == 1)
    #expect(plan.plan.warnings.first?.contains("class 1000") == true)
  }

  @Test func splitDependsOnNeitherOrderNorNamesOfFiles() throws {
    let items = syntheticItems(counts: [90, 60, 30])
    let classes = try ClassMap(labels: ["a", "b", "c"])
    func splits(_ items: [SyntheticItem], source: (SyntheticItem) -> String) throws -> [Int: Split] {
      let plan = try DatasetPlan(ItemStore(items, source: source), classes: classes, settings: .init())
      return Dictionary(
        uniqueKeysWithValues: plan.train.map { (items[$0].photo, .train) }
          + plan.t10k.map { (items[$0].photo, .t10k) })
    }
    let expected = try splits(items, source: \.source)
    var generator = SeededGenerator(seed: 3)
    #expect(try splits(items.shuffled(using: &generator), source: \.source) == expected)
    #expect(try splits(items, source: { "other/folder/\(-$0.photo)" }) == expected)
  }

  @Test func seedChangesTheSplit() throws {
    let items = syntheticItems(counts: [300])
    let one = try SyntheticPlan(items) { $0.seed = 1 }
    let other = try SyntheticPlan(items) { $0.seed = 2 }
    #expect(Set(one.t10k) != Set(other.t10k))
    #expect(try SyntheticPlan(items) { $0.seed = 1 }.t10k == one.t10k)
  }

  @Test func newPhotoMovesNoOther() throws {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<60 {
      // Classes so large that each has test items by its numbers alone.
      let counts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Int.random(in: 60...90, using: &generator)
      }
      var items = syntheticItems(counts: counts)
      for index in items.indices where Int.random(in: 0..<3, using: &generator) == 0 {
        items[index].group = "product \(Int.random(in: 0..<30, using: &generator))"
      }
      let before = try SyntheticPlan(items) { $0.seed = UInt64(round) }
      let label = Int.random(in: 0...counts.count, using: &generator)
      let isGrouped = Bool.random(using: &generator)
      items.insert(
        SyntheticItem(label, 999_999, group: isGrouped ? "product 3" : nil),
        at: Int.random(in: 0...items.count, using: &generator))
      let after = try SyntheticPlan(items) { $0.seed = UInt64(round) }
      #expect(before.splits.allSatisfy { after.splits[$0.key] == $0.value }, "round \(round)")
      // The order of those that were there stays, too.
      #expect(after.train.filter { $0.photo != 999_999 } == before.train)
    }
  }

  @Test func newPhotoInASmallClassMovesAtMostOneOfThatClass() throws {
    var moveCount = 0
    for round in 0..<60 {
      var items = syntheticItems(counts: [4, 100])
      let before = try SyntheticPlan(items) { $0.seed = UInt64(round) }
      items.append(SyntheticItem(0, 999_999))
      let after = try SyntheticPlan(items) { $0.seed = UInt64(round) }
      let moved = before.splits.filter { after.splits[$0.key] != $0.value }.map(\.key)
      #expect(moved.count <= 1 && moved.allSatisfy { $0.label == 0 })
      moveCount += moved.count
    }
    // Otherwise this test would show nothing.
    #expect(moveCount > 0)
  }

  @Test func photosOfAGroupAreInOneSplit() throws {
    var generator = SeededGenerator(seed: 5)
    for seed in 0..<20 as Range<UInt64> {
      var items = syntheticItems(counts: [80, 80])
      for index in items.indices { items[index].group = "\(Int.random(in: 0..<50, using: &generator))" }
      let plan = try SyntheticPlan(items) { $0.seed = seed }
      for (_, members) in Dictionary(grouping: items, by: \.group) {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
    }
  }

  @Test func equalItemsAreInOneSplitAlsoAcrossClassesAndGroups() throws {
    var generator = SeededGenerator(seed: 6)
    for seed in 0..<20 as Range<UInt64> {
      var items = syntheticItems(counts: [60, 60])
      for index in items.indices {
        items[index].pixels = Int.random(in: 0..<90, using: &generator)
        if Bool.random(using: &generator) {
          items[index].group = "\(Int.random(in: 0..<60, using: &generator))"
        }
      }
      let plan = try SyntheticPlan(items) { $0.seed = seed }
      for members in Dictionary(grouping: items, by: \.pixels).values {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
      for (group, members) in Dictionary(grouping: items, by: \.group) where group != nil {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
    }
  }

  @Test func largeSetsOfEqualItemsAreTestedNoMoreOftenThanSmallOnes() throws {
    var testedCount = 0
    for seed in 0..<210 as Range<UInt64> {
      var items = syntheticItems(counts: [300])
      for index in 0..<30 { items[index].pixels = 0 }
      if try SyntheticPlan(items, { $0.seed = seed }).splits[items[0]] == .t10k { testedCount += 1 }
    }
    // 30 expected; four standard deviations are 20.
    #expect((10...50).contains(testedCount))
  }

  @Test func whereTheUserPutAPhotoItStays() throws {
    var items = syntheticItems(counts: [60, 60])
    for index in items.indices { items[index].split = index % 2 == 0 ? .train : .t10k }
    // Even where a product stands in both.
    for index in 0..<20 { items[index].group = "same" }
    let plan = try SyntheticPlan(items)
    #expect(items.allSatisfy { plan.splits[$0] == $0.split })
  }

  @Test func photosThatTheUserPutNowhereFollowTheirProduct() throws {
    var items = syntheticItems(counts: [200])
    for index in 0..<100 { items[index].group = "product \(index / 2)" }
    for index in stride(from: 0, to: 100, by: 2) { items[index].split = index % 4 == 0 ? .t10k : .train }
    for index in 100..<120 { items[index].pixels = items[0].pixels }
    let plan = try SyntheticPlan(items)
    for index in 0..<50 { #expect(plan.splits[items[index * 2 + 1]] == items[index * 2].split) }
    for index in 100..<120 { #expect(plan.splits[items[index]] == .t10k) }
  }
}
