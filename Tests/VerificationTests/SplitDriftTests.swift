import Conversion
import DatasetFormat
import IDX
import ImageCore
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of what is said of splits whose images differ.
struct SplitDriftTests {
  /// Returns an image of a rectangle in the middle of the frame.
  static func rectangle(width: Int, height: Int = 10, side: Int = 28) -> [UInt8] {
    let (left, top) = ((side - width) / 2, (side - height) / 2)
    return (0..<(side * side)).map { pixel in
      (left..<(left + width)).contains(pixel % side) && (top..<(top + height)).contains(pixel / side)
        ? 200 : 0
    }
  }

  /// Returns the result for rectangles of some widths, which are repeated in turn, in a class of their own.
  static func result(train: [Int], test: [Int], count: Int = 120, side: Int = 28) async throws -> CheckResult
  {
    var dataset = SyntheticDataset(splits: [])
    dataset.size = .init(width: side, height: side)
    for (split, widths) in [(Split.train, train), (.test, test)] {
      dataset.examples[split] = (0..<count).map {
        (rectangle(width: widths[$0 % widths.count], side: side), 0)
      }
    }
    return try #require(try await dataset.results(of: ["split-drift"])["split-drift"])
  }

  @Test func placeOfTheDifferenceIsNamedWhereTheMediansAreEqual() async throws {
    let result = try await Self.result(train: [14, 18, 22], test: [18])
    let detail = try #require(result.findings.first?.details.first)
    #expect(result.verdict == .warning)
    #expect(
      detail.contains("width 14 pixels or less: 33% in train, 0% in test (distance 0.33)"), "\(detail)")
  }

  @Test func differenceOfLessThanHalfAPixelIsNoFinding() async throws {
    // Every third rectangle is one pixel wider: widths differ by a third of a pixel on average.
    let result = try await Self.result(train: [60, 60, 61], test: [60], side: 64)
    #expect(result.verdict == .ok, "\(result.findings.flatMap(\.details))")
    let wider = try await Self.result(train: [56, 60, 63], test: [60], side: 64)
    #expect(wider.verdict == .warning)
  }

  @Test func meanDifferenceIsTheAreaBetweenTheDistributionFunctions() {
    let test = TwoSampleTest([14, 18, 22], [18])
    #expect(abs(test.meanDifference - 8.0 / 3) < 1e-12)
    #expect(test.place == 14 && test.shares.second == 0)
    #expect(abs(test.shares.first - 1.0 / 3) < 1e-12)
    #expect(abs(TwoSampleTest([0, 1, 2, 3], [10, 11, 12, 13]).meanDifference - 10) < 1e-12)
    #expect(abs(TwoSampleTest([10, 11, 12, 13], [0, 1, 2, 3]).meanDifference - 10) < 1e-12)
    #expect(TwoSampleTest([3, 1, 2], [1, 2, 3]).meanDifference == 0)
  }

  @Test func meanDifferenceIsThatOfEqualRanks() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<100 {
      let count = Int.random(in: 1...9, using: &generator)
      func sample() -> [Double] { (0..<count).map { _ in Double(Int.random(in: 0...9, using: &generator)) } }
      let (first, second) = (sample(), sample())
      let expected = zip(first.sorted(), second.sorted()).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(count)
      #expect(abs(TwoSampleTest(first, second).meanDifference - expected) < 1e-9)
    }
  }

  // MARK: - What decided the split

  /// Converts photos, replaces the images of one class in test by narrow ones, and returns the finding.
  private static func finding(
    _ write: (TemporaryFolder) throws -> Void, _ change: (inout Conversion.Settings) throws -> Void
  ) async throws -> Finding {
    try await withTemporaryFolder { folder in
      try write(folder)
      _ = try await convert(folder, change)
      for split in Split.ofMNIST {
        let count = try await DatasetReader.read(folder("data")).data[split]?.count ?? 0
        let images = (0..<count).flatMap { _ in rectangle(width: split == .train ? 18 : 12) }
        try folder.remove("data/\(split.imagesName()).gz")
        try IDXArray(images, dimensions: [count, 28, 28]).write(to: folder("data/\(split.imagesName())"))
      }
      return try #require(
        try await VerificationTestSupport.result(of: "split-drift", in: folder).findings.first)
    }
  }

  @Test func splitByTheRuleIsSaid() async throws {
    let finding = try await Self.finding {
      try TestPhotos.write([("Bag", 50), ("Coat", 50)], to: $0)
    } _: {
      $0.recipe.split.rule = .fractions(validation: 0, test: 0.5)
    }
    #expect(finding.message.hasSuffix("; convert drew both splits from one pile"))
    #expect(finding.remedy.contains("another --seed"))
  }

  @Test func splitByTheUsersFoldersIsSaid() async throws {
    let finding = try await Self.finding { folder in
      try TestPhotos.write([("Bag", 25), ("Coat", 25)], to: folder, under: "photos/train")
      try TestPhotos.write([("Bag", 25), ("Coat", 25)], to: folder, under: "photos/test", firstSeed: 50)
    } _: { _ in
    }
    #expect(finding.message.hasSuffix("; your folders for the splits decided which photos are where"))
    #expect(finding.remedy.contains("convert without those folders"))
  }

  @Test func splitByGroupsIsSaidWithTheirNumber() async throws {
    let finding = try await Self.finding { folder in
      try TestPhotos.write([("Bag", 200)], to: folder)
    } _: { settings in
      let lines = (0..<200).map { "Bag/\($0).png,\($0 % 2 == 0 ? "Bag" : "Coat"),product \($0 / 10)\n" }
      settings.recipe.split.rule = .fractions(validation: 0, test: 0.5)
      settings.labels = .file(
        try LabelFile(parsing: "path,label,group\n" + lines.joined(), file: "labels.csv"))
    }
    #expect(finding.message.contains("; convert kept groups together, and test has "))
    #expect(finding.message.contains(" groups of "))
    #expect(finding.remedy.contains("photos of more groups"))
  }
}
