internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for images with a bright background.
struct Polarity: Check {
  static let description = CheckDescription(
    "polarity", .content, .error, finds: "an image whose background is bright: a negative",
    because: "networks trained on MNIST's kind expect 0 around the product, and say bag for everything else",
    thresholds: [
      Threshold("level", "mean level of the outermost pixels that is still dark", 0...255, default: 127.5)
    ])

  private let level: Double

  init(_ thresholds: ThresholdValues) { level = thresholds["level"] }

  func run(in context: CheckContext) -> CheckReport {
    let narrow = context.narrowSplits
    guard narrow.isEmpty || narrow.count < context.splits.count else {
      return .skipped(ByteLevels.reasonToSkip)
    }
    let examples = context.examples { part, _, example in
      // A product that fills the frame is brighter inside than at the border.
      !example.isBlank && !narrow.contains(part.split) && example.borderMeanLevel > level
        && example.borderMeanLevel >= example.meanLevel
        ? "mean level of the border \(decimal(example.borderMeanLevel, 0)) of 255" : nil
    }
    let isGrey = context.dataset.splits.allSatisfy { $0.type.channels == .grey }
    return CheckReport(
      summary: isGrey ? "the background is 0" : "the background is the same everywhere",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "image")) with a bright background"
              + (examples.count == context.dataset.imageCount ? ": all are negatives" : ""),
            remedy:
              "subtract them from 255, or convert with a pipeline that has the stage 'negate' for photos on white",
            examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }
}
