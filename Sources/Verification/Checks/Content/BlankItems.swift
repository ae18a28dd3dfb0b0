internal import DatasetBuilding
internal import DatasetReading

/// Is there anything to see?
struct BlankItems: Check {
  static let description = CheckDescription(
    "blank", .content, .error, finds: "an image of one level all over",
    because: "nothing can be learnt from it but its label; KMNIST was published with some")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let items = examination.items { _, _, item in item.isBlank ? "level \(item.minimum) all over" : nil }
    return CheckReport(
      summary: "every image has something to see",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "image")) of one level all over",
            remedy: "leave them out, or mend their photos",
            items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }
}
