import DatasetFormat
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of the check whether labels have anything to do with the images.
struct LabelSignalTests {
  /// Returns a dataset with different numbers of images of classes that are drawn as random patches: each class has its
  /// own picture, and each image adds noise to it.
  static func dataset(
    train: [Int], test: [Int], noise: Int = 60, shufflesLabels: Bool = false
  ) -> SyntheticDataset {
    var generator = SeededGenerator(seed: 11)
    let pixelCount = SyntheticDataset.side * SyntheticDataset.side
    func level() -> Int { Int.random(in: 0...100, using: &generator) }
    let pictures = train.indices.map { _ in (0..<pixelCount).map { _ in level() } }
    var dataset = SyntheticDataset(splits: [])
    for (split, counts) in [(Split.train, train), (.test, test)] {
      var labels = counts.enumerated().flatMap { [UInt8](repeating: UInt8($0), count: $1) }
      let pictured = labels.map { pictures[Int($0)] }
      if shufflesLabels { labels.shuffle(using: &generator) }
      dataset.examples[split] = zip(pictured, labels).map { picture, label in
        (
          picture.map { UInt8(min(255, max(0, $0 + Int.random(in: -noise...noise, using: &generator)))) },
          label
        )
      }
    }
    return dataset
  }

  static func result(_ dataset: SyntheticDataset) async throws -> CheckResult {
    try #require(try await dataset.results(of: ["label-signal"])["label-signal"])
  }

  /// The class means know no more than always saying the largest class, and yet each class is known.
  @Test func oneClassWithNearlyAllImagesIsNoFinding() async throws {
    let counts = [950] + [Int](repeating: 6, count: 9)
    let result = try await Self.result(Self.dataset(train: counts, test: counts, noise: 100))
    #expect(result.verdict == .ok, "\(result.summary)")
  }

  @Test(arguments: [2, 10])
  func manyClassesWithFewImagesAreNoFinding(_ testCount: Int) async throws {
    let counts = [Int](repeating: 10, count: 62)
    let result = try await Self.result(
      Self.dataset(train: counts, test: counts.map { _ in testCount }, noise: 80))
    #expect(result.verdict == .ok, "\(result.summary)")
  }

  @Test(arguments: [[95] + [Int](repeating: 5, count: 9), [Int](repeating: 10, count: 62), [60, 60]])
  func labelsShuffledApartFromTheImagesAreFound(_ counts: [Int]) async throws {
    let result = try await Self.result(Self.dataset(train: counts, test: counts, shufflesLabels: true))
    #expect(result.verdict == .error, "\(result.summary)")
  }

  @Test func testOfOneClassIsNotJudged() async throws {
    let result = try await Self.result(Self.dataset(train: [60, 60], test: [150, 0]))
    #expect(result.verdict == .skipped)
  }

  // MARK: - The permutation test

  @Test func accuracyIsTheMeanOverTheLabels() {
    let test = PermutationTest(labels: [0, 0, 0, 0, 7, 7], assigned: [0, 0, 0, 7, 7, 0])
    #expect(abs(test.accuracy - (0.75 + 0.5) / 2) < 1e-12)
  }

  @Test func assignmentThatIsRightIsImprobable() {
    let labels = (0..<100).map { $0 % 5 }
    let test = PermutationTest(labels: labels, assigned: labels)
    #expect(test.accuracy == 1 && test.probability == 0.001)
    #expect(abs(test.shuffledMean - 0.2) < 0.01)
  }

  @Test func assignmentToOneLabelSaysNothing() {
    let test = PermutationTest(labels: (0..<100).map { $0 % 4 }, assigned: [Int](repeating: 2, count: 100))
    #expect(test.accuracy == 0.25 && test.probability == 1)
  }

  @Test func probabilitiesOfUnrelatedLabelsAreSpreadEvenly() {
    var generator = SeededGenerator(seed: 6)
    let probabilities = (0..<100).map { _ in
      let labels = (0..<60).map { _ in Int.random(in: 0..<6, using: &generator) }
      let assigned = (0..<60).map { _ in Int.random(in: 0..<6, using: &generator) }
      return PermutationTest(labels: labels, assigned: assigned).probability
    }
    #expect((30...70).contains(probabilities.count { $0 <= 0.5 }))
    #expect(probabilities.count { $0 <= 0.01 } <= 5)
  }
}
