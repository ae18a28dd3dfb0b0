internal import DatasetFormat
internal import Wording

/// A check for images in which all pixels have the same level.
struct BlankImages: Check {
  static let description = CheckDescription(
    "blank", .content, .error, finds: "an image of one level all over",
    because: "nothing can be learned from it but its label; KMNIST was published with some")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let narrow = context.narrowSplits
    guard narrow.isEmpty || narrow.count < context.splits.count else {
      return .skipped(ByteLevels.reasonToSkip)
    }
    let examples = context.examples { part, _, example in
      example.isBlank && !narrow.contains(part.split) ? "level \(example.minimum) all over" : nil
    }
    return CheckReport(
      summary: "every image has something to see",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "image")) of one level all over",
            remedy: "leave them out, or mend their photos",
            examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }
}
