internal import DatasetFormat
internal import Wording

/// A check for images with equal bytes and the same label in one split.
struct ExactDuplicates: Check {
  static let description = CheckDescription(
    "exact-duplicates", .sets, .warning, finds: "images with equal bytes and the same label in one split",
    because: "a picture that is there twice counts twice, in training and in the score")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) async -> CheckReport {
    let dataset = context.dataset
    guard dataset.imageCount > 0 else { return .skipped("no images can be read") }
    let sets = await context.duplicates.equalSets().map { set in
      set.partners { $0.position.split == $1.position.split && $0.label == $1.label }
    }.filter { !$0.isEmpty }
    let examples = sets.map { set in
      set.map { Finding.Example($0.member.position, "equal to \($0.partner.position)") }
    }
    let count = examples.reduce(0) { $0 + $1.count }
    var report = CheckReport(summary: "\(counted(dataset.imageCount, "image")), none twice in one split")
    if let first = examples.first?.first {
      report.findings = [
        Finding(
          "\(grouped(count)) images have equal bytes and the same label as another in their split, such as "
            + "\(first.position), \(first.detail)",
          remedy: "keep one of each: convert --drop-duplicates does", sets: examples)
      ]
      report.summary = "\(grouped(count)) images equal to others in their split"
    }
    return report
  }
}
