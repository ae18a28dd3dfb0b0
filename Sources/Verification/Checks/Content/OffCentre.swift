internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for products away from the middle of the frame.
struct OffCentre: Check {
  static let description = CheckDescription(
    "off-centre", .content, .warning, finds: "a product away from the middle of the frame",
    because: "networks with dense layers know a product only where they have seen it",
    thresholds: [
      Threshold(
        "share", "distance from the middle, as a share of the frame's side, that is allowed", 0...0.5,
        default: 0.075)
    ])

  private let share: Double

  init(_ thresholds: ThresholdValues) { share = thresholds["share"] }

  func run(in context: CheckContext) -> CheckReport {
    let examples = context.examples { part, _, example in
      guard example.isPlain, let box = example.box else { return nil }
      let offset = min(Self.boxOffset(box, part.size), Self.massOffset(example, part.size))
      return offset > share * Double(max(part.size.width, part.size.height))
        ? "\(decimal(offset, 1)) pixels from the middle" : nil
    }
    return CheckReport(
      summary: "every product is centred, by its box or by its mass",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "product")) away from the middle by more than \(percent(share)) of the frame",
            remedy: "end the pipeline with 'extend' (by the box) or 'centre-by-mass'", examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }

  /// Returns the distance of the box from the middle, in pixels: half the difference of opposite margins. The distance
  /// is measured from a quarter of a pixel right of and below the middle, because a box of odd size in an even frame
  /// cannot be nearer to the middle than half a pixel.
  private static func boxOffset(_ box: ImageStatistics.Box, _ size: Size) -> Double {
    let horizontal = Double(box.left - (size.width - 1 - box.right)) / 2
    let vertical = Double(box.top - (size.height - 1 - box.bottom)) / 2
    return max(max(abs(horizontal - 0.25), abs(vertical - 0.25)), 0)
  }

  private static func massOffset(_ example: ImageStatistics, _ size: Size) -> Double {
    max(abs(example.massX - Double(size.width) / 2), abs(example.massY - Double(size.height) / 2))
  }
}
