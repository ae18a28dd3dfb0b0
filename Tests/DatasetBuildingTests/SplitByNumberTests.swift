import DatasetBuilding
import TestSupport
import Testing

/// So many a class, or so many in all.
struct SplitByNumberTests {
  @Test func eachClassGetsExactlyItsNumbers() throws {
    for seed in 0..<10 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticItems(counts: [12, 40, 99])) {
        $0.rule = .perClass(train: 10, t10k: 2)
        $0.seed = seed
      }
      for label in 0..<3 {
        #expect(plan.count(.train, label: label) == 10)
        #expect(plan.count(.t10k, label: label) == 2)
      }
      #expect(plan.plan.rejects.count == 28 + 87)
      #expect(plan.plan.rejects.allSatisfy { $0.reason == .notNeeded && !$0.reason.isFault })
      #expect(plan.plan.warnings.isEmpty)
    }
  }

  @Test(arguments: [(0, 5), (5, 0), (1, 1)])
  func oneOfTheNumbersMayBeNothing(_ train: Int, _ t10k: Int) throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [7, 8])) {
      $0.rule = .perClass(train: train, t10k: t10k)
    }
    #expect(plan.train.count == train * 2 && plan.t10k.count == t10k * 2)
    #expect(plan.plan.warnings.isEmpty)
  }

  @Test func classWithTooFewIsAnErrorThatSaysHowManyThereAre() throws {
    let error = #expect(throws: DatasetError.self) {
      try SyntheticPlan(syntheticItems(counts: [70, 35])) { $0.rule = .perClass(train: 60, t10k: 10) }
    }
    #expect(error?.message.contains("class 1001 has 35; add photos, or ask for 30,5") == true)
  }

  @Test func classWithoutAnyItemIsLeftAsItIs() throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [20, 0, 20])) {
      $0.rule = .perClass(train: 10, t10k: 5)
    }
    #expect(plan.train.count == 20 && plan.t10k.count == 10)
  }

  @Test func groupsAreNeverTornButMayBeUsedInPart() throws {
    for seed in 0..<10 as Range<UInt64> {
      var items = syntheticItems(counts: [100])
      for index in items.indices { items[index].group = "product \(index / 4)" }
      let plan = try SyntheticPlan(items) {
        $0.rule = .perClass(train: 50, t10k: 10)
        $0.seed = seed
      }
      #expect(plan.train.count == 50 && plan.t10k.count == 10)
      #expect(plan.plan.warnings.isEmpty)
      for members in Dictionary(grouping: items, by: \.group).values {
        #expect(Set(members.compactMap { plan.splits[$0] }).count <= 1)
      }
    }
  }

  @Test func groupTooLargeForBothNumbersIsToldOf() throws {
    var items = syntheticItems(counts: [20])
    for index in items.indices { items[index].group = "one product" }
    let plan = try SyntheticPlan(items) { $0.rule = .perClass(train: 10, t10k: 5) }
    #expect(Set(plan.splits.values).count == 1)
    #expect(plan.plan.warnings.count == 1)
    #expect(plan.plan.warnings.first?.contains("class 1000 has") == true)
  }

  @Test func placesThatTheUserChoseAreFilledFirst() throws {
    var items = syntheticItems(counts: [50])
    for index in 0..<5 { items[index].split = .t10k }
    for index in 5..<15 { items[index].split = .train }
    let plan = try SyntheticPlan(items) { $0.rule = .perClass(train: 10, t10k: 5) }
    #expect(Set(plan.t10k) == Set(items[0..<5]))
    #expect(Set(plan.train) == Set(items[5..<15]))
  }

  @Test func totalsAreExactAndEven() throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [300, 300, 300])) {
      $0.rule = .total(train: 601, t10k: 100)
    }
    #expect(plan.train.count == 601 && plan.t10k.count == 100)
    for label in 0..<3 {
      #expect((200...201).contains(plan.count(.train, label: label)))
      #expect((33...34).contains(plan.count(.t10k, label: label)))
    }
  }

  @Test func smallClassGivesAllAndTheOthersMakeUpForIt() throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [7, 300, 300])) {
      $0.rule = .total(train: 240, t10k: 40)
    }
    #expect(plan.train.count == 240 && plan.t10k.count == 40)
    #expect(plan.count(.train, label: 0) + plan.count(.t10k, label: 0) == 7)
    #expect(abs(plan.count(.train, label: 1) - plan.count(.train, label: 2)) <= 1)
  }

  @Test func allItemsCanBeAskedFor() throws {
    let plan = try SyntheticPlan(syntheticItems(counts: [3, 8, 10])) { $0.rule = .total(train: 18, t10k: 3) }
    #expect(plan.train.count == 18 && plan.t10k.count == 3 && plan.plan.rejects.isEmpty)
  }

  @Test func tooFewForTheTotalsIsAnErrorThatSaysHowManyAreMissing() {
    let error = #expect(throws: DatasetError.self) {
      try SyntheticPlan(syntheticItems(counts: [5, 5])) { $0.rule = .exactMNIST }
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
