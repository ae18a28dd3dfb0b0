internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for images with a background that is not plain.
struct ClutteredBackground: Check {
  static let description = CheckDescription(
    "cluttered-background", .content, .warning,
    finds: "an image in which more than the product is to be seen",
    because: "without a plain background nothing can be trimmed, and the room becomes part of the product")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let narrow = context.narrowSplits
    let examples = context.examples { part, index, example in
      guard !narrow.contains(part.split), !example.isBlank, !example.isInverted else { return nil }
      let sides = example.sideText.map { ", \($0)" } ?? ""
      if example.hasResidue { return "bars, a card or a plain surface around the product" + sides }
      if example.hasClutteredBackground { return "the background is not plain" }
      let crop = dataset.manifest?.row(at: ExamplePosition(part.split, index))?.crop
      return example.isFramed && crop?.touchedBorderCount == 4 ? "nothing of the photo could be trimmed" : nil
    }
    return CheckReport(
      summary: "every product stands on a plain background",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "image")) with more than a product on a plain background",
            remedy:
              "take the photos on a sheet of paper, or cut the products out; cut bars and borders off the photos",
            examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }
}

extension ManifestRow.Crop {
  /// The number of the photo's four borders that the crop reaches.
  var touchedBorderCount: Int {
    [
      rectangle.x <= 0, rectangle.y <= 0, rectangle.x + rectangle.width >= frame.width,
      rectangle.y + rectangle.height >= frame.height,
    ].count { $0 }
  }
}
