import DatasetBuilding
import DatasetReading
import Testing
import Verification

/// What the checks for equal and similar items say, each of what it is for and of nothing else.
struct DuplicateCheckTests {
  private static let checks = [
    "exact-duplicates", "exact-leaks", "near-duplicates", "near-leaks", "conflicting-labels",
  ]

  /// The result of the only check that finds something.
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
    result.findings.flatMap(\.items).map { "\($0.position): \($0.detail)" }
  }

  @Test func itemsThatAreNotAlikeAreFine() async throws {
    let results = try await SyntheticDataset().results(of: Self.checks)
    #expect(results.count == 5 && results.values.allSatisfy { $0.verdict == .ok && $0.findings.isEmpty })
    #expect(results["exact-duplicates"]?.summary == "80 items, none twice in one split")
    #expect(results["near-leaks"]?.summary == "none of 40 test items is 0.995 like one in train")
  }

  @Test func equalItemsOfOneLabelInOneSplitAreDuplicates() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train)
    dataset.addCopy(of: 3, in: .train, to: .train)
    dataset.addCopy(of: 5, in: .t10k, to: .t10k)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "exact-duplicates" && result.verdict == .warning && result.count == 5)
    #expect(
      Self.details(result) == [
        "train 3: equal to train 40", "train 40: equal to train 3", "train 41: equal to train 3",
        "t10k 5: equal to t10k 40", "t10k 40: equal to t10k 5",
      ])
    #expect(result.findings[0].remedy.contains("--drop-duplicates"))
  }

  @Test func equalItemsOfOneLabelInBothSplitsAreLeaks() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 7, in: .train, to: .t10k)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "exact-leaks" && result.verdict == .error)
    #expect(Self.details(result) == ["train 7: equal to t10k 40", "t10k 40: equal to train 7"])
    #expect(result.findings[0].message.hasPrefix("1 test item of 41 is in train, too"))
  }

  @Test(arguments: Split.allCases)
  func equalItemsUnderTwoLabelsAreConflicts(_ split: Split) async throws {
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

  @Test func similarItemsOfOneLabelInOneSplitAreNearDuplicates() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 9)
    dataset.addCopy(of: 4, in: .train, to: .train, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "near-duplicates" && result.verdict == .warning)
    // The most alike first.
    #expect(
      result.findings[0].items.map { "\($0.position)" } == ["train 4", "train 41", "train 3", "train 40"])
    #expect(
      result.findings[0].items.map { $0.detail.split(separator: " like ").last } == [
        "train 41", "train 4", "train 40", "train 3",
      ])
    #expect(
      result.findings[0].items.allSatisfy { item in
        (0.99..<1).contains(Double(item.detail.split(separator: " ")[0]) ?? 0)
      })
    #expect(
      result.findings[0].message.hasPrefix(
        "4 items in 2 sets look alike (0.995 or more) in one split; most alike: train 4 and train 41 (0.99"))
  }

  @Test func similarItemsOfOneLabelInBothSplitsAreNearLeaks() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 7, in: .train, to: .t10k, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "near-leaks" && result.verdict == .warning)
    #expect(result.findings[0].items.map { "\($0.position)" } == ["train 7", "t10k 40"])
    #expect(result.findings[0].message.hasPrefix("1 test item of 41 looks like training items"))
  }

  @Test func similarItemsUnderTwoLabelsAreConflicts() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 7, in: .train, to: .t10k, label: 0, changedBy: 2)
    let result = try await Self.onlyResult(dataset)
    #expect(result.check.id == "conflicting-labels")
    #expect(result.findings[0].items.map { "\($0.position)" } == ["train 7", "t10k 40"])
    #expect(Self.details(result)[0].hasSuffix("like t10k 40, 0"))
  }

  @Test func copyOfCopiesIsFoundOnlyOnceForEachKind() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train)
    dataset.addCopy(of: 3, in: .train, to: .t10k)
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 2)
    let results = try await dataset.results(of: Self.checks)
    #expect(results["exact-duplicates"]?.count == 2)
    #expect(results["exact-leaks"]?.count == 3)
    // Of the two that are equal, one stands for both.
    #expect(results["near-duplicates"].map(Self.details)?.count == 2)
    #expect(results["near-leaks"].map(Self.details)?.count == 2)
    #expect(results["conflicting-labels"]?.verdict == .ok)
  }

  @Test func blankItemsAreNotTheBusinessOfTheseChecks() async throws {
    var dataset = SyntheticDataset()
    let blank = [UInt8](repeating: 0, count: SyntheticDataset.side * SyntheticDataset.side)
    for split in Split.allCases {
      for label: UInt8 in [0, 0, 1] { dataset.items[split]?.append((blank, label)) }
    }
    let results = try await dataset.results(of: Self.checks)
    #expect(results.values.allSatisfy { $0.verdict == .ok })
  }

  @Test func thresholdsComeFromThePolicy() async throws {
    var dataset = SyntheticDataset()
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 40)
    dataset.addCopy(of: 4, in: .train, to: .t10k, changedBy: 40)
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
    dataset.items[.t10k] = nil
    dataset.addCopy(of: 3, in: .train, to: .train, changedBy: 2)
    let results = try await dataset.results(of: Self.checks)
    #expect(results["near-duplicates"]?.verdict == .warning)
    #expect(results["exact-leaks"]?.verdict == .skipped && results["near-leaks"]?.verdict == .skipped)
  }
}
