import DatasetFormat
import IDX
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of the checks for equal and similar images: each reports its own kind and nothing else.
struct DuplicateCheckTests {
  private static let checks = [
    "exact-duplicates", "exact-leaks", "near-duplicates", "near-leaks", "conflicting-labels",
  ]

  /// Returns the result of the only check that finds something.
  private static func onlyResult(_ dataset: SyntheticDataset, policy: String = "{}") async throws
    -> CheckResult
  {
    let results = try await dataset.results(of: checks, policy: policy)
    #expect(results.count == checks.count)
    let found = results.values.filter { $0.verdict != .ok }
    #expect(found.count == 1, "\(found.map(\.check.id))")
    return try #require(found.first)
  }

  private static func details(_ result: CheckResult) -> [String] {
    result.findings.flatMap(\.examples).map { "\($0.position): \($0.detail)" }
  }

  @Test func imagesThatAreNotAlikeAreFine() async throws {
    let results = try await SyntheticDataset().results(of: Self.checks)
    #expect(results.count == 5 && results.values.allSatisfy { $0.verdict == .ok && $0.findings.isEmpty })
    #expect(results["exact-duplicates"]?.summary == "80 images, none twice in one split")
    #expect(results["near-leaks"]?.summary == "none of 40 test images is 0.995 like one of another split")
  }

  @Test func equalImagesOfOneLabelInOneSplitAreDuplicates() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train)
    dataset.addCopy(of: 3, in: .train, to: .train)
    dataset.addCopy(of: 5, in: .test, to: .test)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "exact-duplicates" && result.verdict == .warning && result.count == 5)
    #expect(
      Self.details(result) == [
        "train 3: equal to train 40", "train 40: equal to train 3", "train 41: equal to train 3",
        "test 5: equal to test 40", "test 40: equal to test 5",
      ])
    #expect(result.findings[0].remedy.contains("--drop-duplicates"))
    #expect(result.findings[0].setCounts == [3, 2] && result.findings[0].setNumbers == [0, 0, 0, 1, 1])
  }

  @Test func equalImagesOfOneLabelInBothSplitsAreLeaks() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 7, in: .train, to: .test)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "exact-leaks" && result.verdict == .error)
    #expect(Self.details(result) == ["train 7: equal to test 40", "test 40: equal to train 7"])
    #expect(result.findings[0].message.hasPrefix("1 test image of 41 is in train, too"))
  }

  @Test(arguments: Split.ofMNIST)
  func equalImagesUnderTwoLabelsAreConflicts(_ split: Split) async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 6, in: .train, to: split, label: 1)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "conflicting-labels" && result.verdict == .error)
    #expect(
      Self.details(result) == [
        "train 6: 0, but equal to \(split.rawValue) 40, 1",
        "\(split.rawValue) 40: 1, but equal to train 6, 0",
      ])
  }

  @Test func similarImagesOfOneLabelInOneSplitAreNearDuplicates() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 9)
    dataset.addCopy(of: 4, in: .train, to: .train, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "near-duplicates" && result.verdict == .warning)
    // The most similar images are first.
    #expect(
      result.findings[0].examples.map { "\($0.position)" } == ["train 4", "train 41", "train 3", "train 40"])
    #expect(
      result.findings[0].examples.map { $0.detail.split(separator: " like ").last } == [
        "train 41", "train 4", "train 40", "train 3",
      ])
    #expect(
      result.findings[0].examples.allSatisfy { example in
        (0.99..<1).contains(Double(example.detail.split(separator: " ")[0]) ?? 0)
      })
    #expect(
      result.findings[0].message.hasPrefix(
        "4 images in 2 sets look alike (0.995 or more) in one split; most alike: train 4 and train 41 (0.99"))
  }

  @Test func similarImagesOfOneLabelInBothSplitsAreNearLeaks() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 7, in: .train, to: .test, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "near-leaks" && result.verdict == .warning)
    #expect(result.findings[0].examples.map { "\($0.position)" } == ["train 7", "test 40"])
    #expect(result.findings[0].message.hasPrefix("1 test image of 41 looks like training images"))
  }

  @Test func similarImagesUnderTwoLabelsAreConflicts() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 7, in: .train, to: .test, label: 0, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "conflicting-labels")
    #expect(result.findings[0].examples.map { "\($0.position)" } == ["train 7", "test 40"])
    #expect(Self.details(result)[0].hasSuffix("like test 40, 0"))
  }

  @Test func copyOfCopiesIsFoundOnlyOnceForEachKind() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train)
    dataset.addCopy(of: 3, in: .train, to: .test)
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 2)
    let results = try await dataset.results(of: Self.checks)
    #expect(results["exact-duplicates"]?.count == 2)
    #expect(results["exact-leaks"]?.count == 3)
    // One of two equal images represents both.
    #expect(results["near-duplicates"].map(Self.details)?.count == 2)
    #expect(results["near-leaks"].map(Self.details)?.count == 2)
    #expect(results["conflicting-labels"]?.verdict == .ok)
  }

  @Test func blankImagesAreNotTheBusinessOfTheseChecks() async throws {
    var dataset = SyntheticDataset()
    let blank = [UInt8](repeating: 0, count: SyntheticDataset.side * SyntheticDataset.side)
    for split in Split.ofMNIST {
      for label: UInt8 in [0, 0, 1] { dataset.examples[split]?.append((blank, label)) }
    }
    let results = try await dataset.results(of: Self.checks)
    #expect(results.values.allSatisfy { $0.verdict == .ok })
  }

  @Test(arguments: [
    (Split.train, Split.validation), (.validation, .test), (.train, .test),
  ])
  func equalImagesInAnyTwoSplitsAreLeaks(_ first: Split, _ second: Split) async throws {
    var dataset = SyntheticDataset(splits: Split.allCases)
    dataset.addCopy(of: 7, in: first, to: second)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "exact-leaks" && result.verdict == .error)
    #expect(result.findings.count == 1)
    #expect(
      Self.details(result) == ["\(first) 7: equal to \(second) 40", "\(second) 40: equal to \(first) 7"])
    #expect(result.findings[0].message.hasPrefix("1 \(second) image of 41 is in \(first), too"))
    #expect(result.summary == "1 image in another split, too")
  }

  @Test(arguments: [
    (Split.train, Split.validation), (.validation, .test), (.train, .test),
  ])
  func similarImagesInAnyTwoSplitsAreNearLeaks(_ first: Split, _ second: Split) async throws {
    var dataset = SyntheticDataset(splits: Split.allCases)
    dataset.addCopy(of: 7, in: first, to: second, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "near-leaks" && result.verdict == .warning)
    #expect(result.findings[0].examples.map { "\($0.position)" } == ["\(first) 7", "\(second) 40"])
  }

  @Test func pictureInAllThreeSplitsIsALeakOfEachPair() async throws {
    var dataset = SyntheticDataset(splits: Split.allCases)
    dataset.addCopy(of: 7, in: .train, to: .validation)
    dataset.addCopy(of: 7, in: .train, to: .test)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "exact-leaks")
    #expect(
      result.findings.map { $0.examples.map { "\($0.position): \($0.detail)" } } == [
        ["train 7: equal to validation 40", "validation 40: equal to train 7"],
        ["train 7: equal to test 40", "test 40: equal to train 7"],
        ["validation 40: equal to test 40", "test 40: equal to validation 40"],
      ])
  }

  /// Only two of the splits can be compared.
  @Test func leakIsFoundBesideASplitOfAnotherSize() async throws {
    for change in [0, 2] {
      var dataset = SyntheticDataset(splits: [.train, .validation])
      dataset.addCopy(of: 7, in: .train, to: .validation, changedBy: change)
      let written = dataset
      try await withTemporaryFolder { folder in
        try written.write(to: folder)
        try folder.write(CleanDataset.small.images(.test).encoded(), to: "data/" + Split.test.imagesName())
        try folder.write(CleanDataset.small.labels(.test).encoded(), to: "data/" + Split.test.labelsName)
        let check = change == 0 ? "exact-leaks" : "near-leaks"
        let found = try await result(of: check, in: folder)
        #expect(
          found.findings.flatMap(\.examples).map { "\($0.position)" } == ["train 7", "validation 40"],
          "\(check)")
      }
    }
  }

  @Test func threeSplitsWithoutCopiesAreFine() async throws {
    let results = try await SyntheticDataset(splits: Split.allCases).results(of: Self.checks)
    #expect(results.count == 5 && results.values.allSatisfy { $0.verdict == .ok && $0.findings.isEmpty })
    #expect(results["exact-leaks"]?.summary == "no image is in two of 3 splits")
    #expect(
      results["near-leaks"]?.summary
        == "none of 80 validation or test images is 0.995 like one of another split")
  }

  @Test func thresholdsComeFromThePolicy() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 40)
    dataset.addCopy(of: 4, in: .train, to: .test, changedBy: 40)
    dataset.addCopy(of: 5, in: .train, to: .train, label: 0, changedBy: 40)
    let results = try await dataset.results(of: Self.checks)
    #expect(results.values.allSatisfy { $0.verdict == .ok })
    for check in ["near-duplicates", "near-leaks", "conflicting-labels"] {
      let result = try await Self.onlyResult(dataset, policy: "checks: {\(check): {similarity: 0.9}}")
      #expect(result.check.id == check && result.count == 2)
    }
  }

  @Test func oneSplitAloneIsSearchedAndCannotLeak() async throws {
    var dataset = SyntheticDataset()
    dataset.examples[.test] = nil
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 2)
    let results = try await dataset.results(of: Self.checks)
    #expect(results["near-duplicates"]?.verdict == .warning)
    #expect(results["exact-leaks"]?.verdict == .skipped && results["near-leaks"]?.verdict == .skipped)
  }
}
