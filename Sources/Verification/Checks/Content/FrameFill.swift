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
    let sides = context.splits.flatMap { _, statistics in
      statistics.filter(\.isPlain).compactMap { $0.box.map { Double($0.longestSide) } }
    }
    guard !sides.isEmpty else { return .skipped("there is no product on a plain background") }
    let usual = Quantiles(sides).median
    let examples = context.examples { _, _, example in
      guard example.isPlain, let box = example.box else { return nil }
      let side = Double(box.longestSide)
      return side < share * usual || side * share > usual ? "\(box.longestSide) pixels" : nil
    }
    let filling = context.splits.reduce(0) { count, split in
      let side = max(split.part.size.width, split.part.size.height)
      return count + split.statistics.count { $0.faintBox?.longestSide == side }
    }
    let fillingShare = Double(filling) / Double(max(1, context.dataset.imageCount))
    return CheckReport(
      summary:
        "the product's longest edge is usually \(plain(usual)) pixels; it reaches from edge to edge in \(percent(fillingShare)) of the images (Fashion-MNIST 98.3%)",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "product")) of another size than the usual \(plain(usual)) pixels",
            remedy: "look at the photos: something beside the product kept it from being trimmed",
            examples: examples)
        ])
  }
}
