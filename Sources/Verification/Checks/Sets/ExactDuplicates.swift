internal import DatasetBuilding
internal import DatasetReading

/// Are there items with equal bytes and one label in one split?
struct ExactDuplicates: Check {
  static let description = CheckDescription(
    "exact-duplicates", .sets, .warning, finds: "items with equal bytes and the same label in one split",
    because: "a picture that is there twice counts twice, in training and in the score")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) async -> CheckReport {
    let dataset = examination.dataset
    guard dataset.itemCount > 0 else { return .skipped("no items can be read") }
    let sets = await examination.duplicates.equalSets().map { set in
      set.partners { $0.position.split == $1.position.split && $0.label == $1.label }
    }.filter { !$0.isEmpty }
    let items = sets.joined().map { Finding.Item($0.member.position, "equal to \($0.partner.position)") }
    var report = CheckReport(summary: "\(counted(dataset.itemCount, "item")), none twice in one split")
    if let first = items.first {
      report.findings = [
        Finding(
          "\(grouped(items.count)) items have equal bytes and the same label as another in their split, such as "
            + "\(first.position), \(first.detail)",
          remedy: "keep one of each: convert --drop-duplicates does", items: items)
      ]
      report.summary = "\(grouped(items.count)) items equal to others in their split"
    }
    return report
  }
}
