internal import DatasetFormat
internal import Wording

/// A check for products that are hardly brighter than their background.
struct LowContrast: Check {
  static let description = CheckDescription(
    "low-contrast", .content, .note, finds: "a product hardly brighter than the background",
    because: "white products vanish on white; the paper left them out of Fashion-MNIST",
    thresholds: [
      Threshold(
        "level", "mean level of the pixels above \(ImageStatistics.contentLevel) that is enough", 0...255,
        default: 40)
    ])

  private let level: Double

  init(_ thresholds: ThresholdValues) { level = thresholds["level"] }

  func run(in context: CheckContext) -> CheckReport {
    let examples = context.examples { _, _, example in
      example.isPlain && example.meanContentLevel < level
        ? "mean level \(decimal(example.meanContentLevel, 1))" : nil
    }
    return CheckReport(
      summary: "every product has a mean level of \(plain(level)) or more",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "product")) with a mean level below \(plain(level)) of 255",
            remedy:
              "photograph pale products on a darker background, or leave them out with convert --exclude-low-contrast",
            examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }
}
