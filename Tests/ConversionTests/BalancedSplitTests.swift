import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of the shares that small classes and large groups get.
struct BalancedSplitTests {
  /// Returns synthetic images of one class in groups of the given sizes; groups of 1 have no name.
  private static func grouped(_ sizes: [Int], label: Int = 0) -> [SyntheticExample] {
    var examples: [SyntheticExample] = []
    for (group, size) in sizes.enumerated() {
      for _ in 0..<size {
        examples.append(
          SyntheticExample(
            label, label * 10_000 + examples.count, group: size > 1 ? "g\(label) \(group)" : nil))
      }
    }
    return examples
  }

  // MARK: - Small classes

  @Test(arguments: [2, 3, 5, 8, 12, 14, 20, 27, 40, 50])
  func smallClassGetsItsShareWithinOneImage(_ count: Int) throws {
    for seed in 0..<40 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticExamples(counts: [count, count])) { $0.split.seed = seed }
      for label in 0..<2 {
        let tested = plan.count(.test, label: label)
        #expect(tested >= 1 && tested < count)
        #expect(abs(Double(tested) - Double(count) / 7) <= 1, "\(count) images, seed \(seed)")
      }
    }
  }

  @Test func smallClassGetsItsSharesOfThreeSplits() throws {
    for seed in 0..<40 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticExamples(counts: [20])) {
        $0.split.rule = .fractions(validation: 0.2, test: 0.3)
        $0.split.seed = seed
      }
      #expect((5...7).contains(plan.count(.test, label: 0)))
      #expect((3...5).contains(plan.count(.validation, label: 0)))
    }
  }

  @Test func largeClassesAreSplitAsByTheMethodBefore() throws {
    for seed in 0..<20 as Range<UInt64> {
      let examples = syntheticExamples(counts: [200, 350, 700, 4000])
      func plan(_ method: SplitMethod) throws -> SyntheticPlan {
        try SyntheticPlan(examples) {
          $0.split.rule = .fractions(validation: 0.1, test: 1.0 / 7)
          $0.split.method = method
          $0.split.seed = seed
        }
      }
      let (before, now) = (try plan(.independent), try plan(.balanced))
      for split in Split.allCases { #expect(now.images(of: split) == before.images(of: split)) }
    }
  }

  @Test func methodBeforeStaysWhatItWas() throws {
    // A class of 20 gets whatever its numbers give.
    let counts = try (0..<40 as Range<UInt64>).map { seed in
      try SyntheticPlan(syntheticExamples(counts: [20])) {
        $0.split.method = .independent
        $0.split.seed = seed
      }.count(.test, label: 0)
    }
    #expect(counts.max() ?? 0 > 4 && counts.contains(1))
  }

  @Test(arguments: [6, 20, 45, 130])
  func newPhotoMovesAtMostOneOther(_ count: Int) throws {
    for seed in 0..<40 as Range<UInt64> {
      var examples = syntheticExamples(counts: [count])
      let before = try SyntheticPlan(examples) { $0.split.seed = seed }
      examples.append(SyntheticExample(0, 999_999))
      let after = try SyntheticPlan(examples) { $0.split.seed = seed }
      #expect(before.splits.count { after.splits[$0.key] != $0.value } <= 1)
    }
  }

  @Test func orderOfTheFilesDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 3)
    let examples =
      Self.grouped([30, 12, 9, 4, 4, 3] + Array(repeating: 1, count: 40))
      + Self.grouped([5, 4, 1, 1], label: 1)
    let expected = try SyntheticPlan(examples).splits
    for _ in 0..<5 { #expect(try SyntheticPlan(examples.shuffled(using: &generator)).splits == expected) }
  }

  // MARK: - Groups

  @Test func largeGroupsGoWhereTheyFit() throws {
    let examples = Self.grouped([60, 45, 30] + Array(repeating: 1, count: 70))
    for seed in 0..<40 as Range<UInt64> {
      let plan = try SyntheticPlan(examples) { $0.split.seed = seed }
      let share = Double(plan.test.count) / 205
      #expect((0.11...0.18).contains(share), "seed \(seed): \(share)")
      for members in Dictionary(grouping: examples.filter { $0.group != nil }, by: \.group).values {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
      #expect(plan.plan.warnings.isEmpty)
    }
  }

  @Test func groupsOverManyClassesStayTogetherAndTheSharesAreNear() throws {
    var generator = SeededGenerator(seed: 4)
    for seed in 0..<5 as Range<UInt64> {
      // 200 senders of 1 to 60 photos, each mostly of a few classes, as in datasets that many people have photographed.
      var examples: [SyntheticExample] = []
      for sender in 0..<200 {
        let size = 60 / Int.random(in: 1...30, using: &generator)
        let favourite = Int.random(in: 0..<10, using: &generator)
        for _ in 0..<size {
          let label = Bool.random(using: &generator) ? favourite : Int.random(in: 0..<10, using: &generator)
          examples.append(SyntheticExample(label, examples.count, group: "sender \(sender)"))
        }
      }
      let plan = try SyntheticPlan(examples) { $0.split.seed = seed }
      for members in Dictionary(grouping: examples, by: \.group).values {
        #expect(Set(members.map { plan.splits[$0] }).count == 1)
      }
      let share = Double(plan.test.count) / Double(examples.count)
      #expect((0.11...0.18).contains(share), "seed \(seed): \(share)")
      for label in 0..<10 { #expect(plan.count(.test, label: label) > 0) }
    }
  }

  @Test func groupTooLargeForItsShareIsNamed() throws {
    var examples = Self.grouped([40, 30])
    examples += Self.grouped(Array(repeating: 1, count: 30), label: 1)
    let plan = try SyntheticPlan(examples).plan
    let overall = try #require(plan.shares?.first)
    #expect(overall.split == .test && overall.className == nil && overall.total == 100)
    #expect(overall.isMissed && overall.group == SplitShare.Group(name: "g0 1", images: 30, split: .test))
    let ofClass = try #require(plan.shares?.last)
    #expect(ofClass.className == "class 1000" && ofClass.images == 30 && ofClass.total == 70)
    let tested = plan.images(of: .test).count
    #expect(
      plan.warnings.contains {
        $0.hasPrefix(
          "test got \(tested)% of the photos (\(tested) of 100), 14% was asked: group g0 1 (30 photos) went there"
        )
          && $0.hasSuffix("another --seed, --per-class or a split column changes that")
      })
  }

  @Test func sharesThatAreNearAreRecordedAndNotWarnedOf() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [70, 70])).plan
    #expect(plan.shares?.count == 1 && plan.shares?.first?.isMissed == false && plan.warnings.isEmpty)
    #expect(plan.shares?.first?.images == plan.counts[.test] && plan.shares?.first?.total == 140)
    let byNumber = try SyntheticPlan(syntheticExamples(counts: [70])) {
      $0.split.rule = .perClass([.train: 20, .test: 5])
    }
    #expect(byNumber.plan.shares == nil)
  }

  // MARK: - Splits without images

  @Test func oneGroupOfAllPhotosLeavesNoTestImageAndIsNamed() throws {
    let plan = try SyntheticPlan(Self.grouped([27])).plan
    let emptiness = try #require(plan.emptiness)
    #expect(emptiness.contains("for test: all 27 photos belong to group g0 0"))
    #expect(emptiness.contains("--test-fraction 0"))
  }

  @Test func noTestImagesIsNoFaultIfNoneAreWanted() throws {
    let plan = try SyntheticPlan(Self.grouped([27])) { $0.split.rule = .fractions(validation: 0, test: 0) }
    #expect(plan.plan.emptiness == nil && plan.train.count == 27)
  }

  @Test func numbersThatLeaveNoTrainingImageAreNamed() throws {
    let plan = try SyntheticPlan(Self.grouped([3])) { $0.split.rule = .perClass([.train: 2, .test: 1]) }
    #expect(plan.plan.counts[.train] == 0)
    #expect(plan.plan.emptiness?.contains("for train: all 3 photos belong to group g0 0") == true)
  }

  @Test func emptySplitIsAnErrorAndNothingIsWritten() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("b", 6)], to: folder)
      let table = (0..<6).reduce("path,label,group\n") { $0 + "a/\($1).png,a,g0\nb/\($1).png,b,g0\n" }
      try folder.write(table, to: "shop.csv")
      let file = try LabelFile(reading: folder("shop.csv"))
      let error = await #expect(throws: DatasetError.self) {
        _ = try await convert(folder) { $0.labels = .file(file) }
      }
      #expect(error?.message.contains("no image is left for t") == true)
      #expect(error?.message.contains(": all 12 photos belong to group g0") == true)
      #expect(error?.message.hasSuffix("nothing was written") == true)
      #expect(try folder.names().sorted() == ["photos", "shop.csv"])
    }
  }

  // MARK: - Classes without images in a split

  @Test func reasonWhyAClassIsNotTestedIsTheTrueOne() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 5), ("Dress", 5), ("Hat", 3)], to: folder, under: "photos/train")
      try TestPhotos.write([("Bag", 3)], to: folder, under: "photos/testing", firstSeed: 100)
      try folder.makeFolder("photos/testing/Hat")
      try folder.write(TestPhotos.blankPNG(), to: "photos/testing/Hat/0.png")
      let warnings = try await convert(folder).warnings
      #expect(warnings.contains("no test photo for Dress: testing/ has no folder Dress with photos"))
      #expect(warnings.contains("no test photo for Hat: its photos there gave no image"))
    }
  }

  @Test func groupIsTheReasonOnlyWhereItIs() throws {
    let examples =
      Self.grouped(Array(repeating: 1, count: 30)) + Self.grouped([9], label: 1) + Self.grouped([1], label: 2)
    let warnings = try SyntheticPlan(examples).plan.warnings
    #expect(warnings.contains("no test photo for class 1001: group g1 0 has all its photos"))
    #expect(warnings.contains("no test photo for class 1002: too few photos to split"))
  }
}
