internal import DatasetFormat
internal import Wording

/// A check for images whose levels do not reach from 0 to at least 254.
struct FullContrast: Check {
  static let description = CheckDescription(
    "full-contrast", .content, .note, finds: "an image whose levels do not reach from 0 to 254",
    because: "every image of Fashion-MNIST does: each was stretched, a step that its paper does not mention",
    thresholds: [
      Threshold(
        "share", "share of stretched images from which on those that are not are named one by one", 0...1,
        default: 0.95)
    ])

  private let share: Double

  init(_ thresholds: ThresholdValues) { share = thresholds["share"] }

  func run(in context: CheckContext) -> CheckReport {
    let narrow = context.narrowSplits
    guard narrow.isEmpty || narrow.count < context.splits.count else {
      return .skipped(ByteLevels.reasonToSkip)
    }
    let examples = context.examples { part, _, example in
      guard !example.isBlank, !example.isInverted, !narrow.contains(part.split) else { return nil }
      return example.minimum > 0 || example.maximum < 254
        ? "levels \(example.minimum) to \(example.maximum)" : nil
    }
    let highest = context.splits.compactMap { $0.statistics.map(\.maximum).max() }.max() ?? 0
    let stretched = 1 - context.share(of: examples)
    let findings: [Finding] =
      if examples.isEmpty {
        []
      } else if stretched >= share {
        [
          Finding(
            "\(counted(examples.count, "image")) not stretched to full contrast, among \(percent(stretched)) that are",
            remedy: "find out where they come from: they were made in another way", examples: examples)
        ]
      } else {
        [
          Finding(
            "\(percent(1 - stretched)) of the images do not reach full contrast (the highest level of all is \(highest)); Fashion-MNIST's all do",
            remedy: "convert with a pipeline that ends in 'stretch', or leave it so if that is meant")
        ]
      }
    return CheckReport(summary: "all images reach full contrast", findings: findings)
      .withSummary("\(percent(stretched)) of the images reach full contrast")
  }
}
