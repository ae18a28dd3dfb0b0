internal import DatasetBuilding
internal import DatasetReading

/// Are there training items among the test items?
struct ExactLeaks: Check {
  static let description = CheckDescription(
    "exact-leaks", .sets, .error, finds: "items with equal bytes and the same label in train and in t10k",
    because: "a model that has learnt the test items by heart scores too well")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) async -> CheckReport {
    guard let splits = examination.comparableSplits else {
      return .skipped("there are no two splits to compare")
    }
    let pairs = await examination.duplicates.equalSets().flatMap { set in
      set.partners { $0.position.split != $1.position.split && $0.label == $1.label }
    }
    let items = pairs.map { Finding.Item($0.member.position, "equal to \($0.partner.position)") }
    let testCount = items.count { $0.position.split == .t10k }
    var report = CheckReport(summary: "none of \(counted(splits.t10k.count, "test item")) is in train, too")
    if let first = items.first {
      report.findings = [
        Finding(
          "\(counted(testCount, "test item")) of \(grouped(splits.t10k.count)) "
            + "\(testCount == 1 ? "is" : "are") in train, too, such as \(first.position), \(first.detail)",
          remedy:
            "take them out of one split: convert puts equal items into one split, and --drop-duplicates "
            + "keeps one of each",
          items: items)
      ]
      report.summary = "\(counted(testCount, "test item")) in train, too"
    }
    return report
  }
}
