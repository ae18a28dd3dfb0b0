internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for products that are smaller or larger in the frame than the others.
struct FrameFill: Check {
  static let description = CheckDescription(
    "frame-fill", .content, .warning, finds: "a product smaller or larger in the frame than the others",
    because:
      "in Fashion-MNIST the longest edge fills the frame in 98.3% of the images, in MNIST 20 pixels of 28",
    thresholds: [
      Threshold(
        "share", "longest edge, as a share of the usual one, that is still the same size", 0.1...1,
        default: 0.85)
    ])

  private let share: Double

  init(_ thresholds: ThresholdValues) { share = thresholds["share"] }

  func run(in context: CheckContext) -> CheckReport {
    let measured = context.splits.flatMap { part, statistics in
      statistics.filter(\.isPlain).map { (part: part, statistics: $0) }
    }
    let sides = measured.compactMap { $0.statistics.box.map { Double($0.longestSide) } }
    guard !sides.isEmpty else { return .skipped("there is no product on a plain background") }
    let median = Quantiles(sides).median
    let expected = Self.expectedSide(context.dataset.description?.recipe.pipeline)
    // If most products are much smaller than the pipeline makes what it trims, most photos were not trimmed to them.
    let usual = expected.map { median < share * $0 ? $0 : median } ?? median
    let examples = context.examples { _, _, example in
      guard example.isPlain, let box = example.box else { return nil }
      let side = Double(box.longestSide)
      return side < share * usual || side * share > usual ? example.sideText : nil
    }
    let filling = measured.count { part, statistics in
      statistics.faintBox?.longestSide == max(part.size.width, part.size.height)
    }
    let fillingShare = Double(filling) / Double(measured.count)
    return CheckReport(
      summary:
        "the product's longest edge is usually \(plain(median)) pixels above level \(ImageStatistics.contentLevel); with its faintest "
        + "pixels it reaches from edge to edge in \(percent(fillingShare)) of the images (Fashion-MNIST 98.3%)",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "product")) of another size than the usual \(plain(usual)) pixels",
            remedy: "look at the photos: something beside the product kept it from being trimmed",
            examples: examples)
        ])
  }

  /// Returns the longest edge in pixels to which a pipeline resizes what it has trimmed; nil if it does not do so.
  private static func expectedSide(_ pipeline: Recipe.Pipeline?) -> Double? {
    guard let stages = pipeline?.stages, let trim = stages.firstIndex(where: { $0.name == "trim" }),
      let size = stages[trim...].first(where: { $0.name == "resize" })?.parameters["size"].flatMap({
        Size($0)
      })
    else { return nil }
    return Double(max(size.width, size.height))
  }
}
