internal import DatasetFormat
internal import Wording

/// A check for images with hardly any strong pixels, such as specks of dust.
struct NearlyBlankImages: Check {
  static let description = CheckDescription(
    "nearly-blank", .content, .warning, finds: "an image with hardly anything in it",
    because: "a speck of dust on a white background survives trimming, and becomes the product",
    thresholds: [
      Threshold(
        "share", "share of pixels above level \(ImageStatistics.strongLevel) that is enough", 0...1,
        default: 0.02)
    ])

  private let share: Double

  init(_ thresholds: ThresholdValues) { share = thresholds["share"] }

  func run(in context: CheckContext) -> CheckReport {
    let narrow = context.narrowSplits
    guard narrow.isEmpty || narrow.count < context.splits.count else {
      return .skipped(ByteLevels.reasonToSkip)
    }
    var smallest = 1.0
    for (part, statistics) in context.splits where !narrow.contains(part.split) {
      smallest = min(
        smallest, Double(statistics.map(\.strongCount).min() ?? 0) / Double(max(1, part.pixelCount)))
    }
    let examples = context.examples { part, _, example in
      let found = Double(example.strongCount) / Double(part.pixelCount)
      return !example.isBlank && !narrow.contains(part.split) && found < share
        ? "\(percent(found)) of the pixels" : nil
    }
    return CheckReport(
      summary:
        "at least \(percent(smallest)) of the pixels of each image are above level \(ImageStatistics.strongLevel)",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "image")) with less than \(percent(share)) of the pixels above level \(ImageStatistics.strongLevel)",
            remedy: "look at the photos: dust, or a product that could not be told from its background",
            examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }
}
