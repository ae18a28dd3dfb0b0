internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// Does the product stand in the middle?
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

  func examine(_ examination: Examination) -> CheckReport {
    let items = examination.items { part, _, item in
      guard item.isPlain, let box = item.box else { return nil }
      let offset = min(Self.boxOffset(box, part.size), Self.massOffset(item, part.size))
      return offset > share * Double(max(part.size.width, part.size.height))
        ? "\(decimal(offset, 1)) pixels from the middle" : nil
    }
    return CheckReport(
      summary: "every product is centred, by its box or by its mass",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "product")) away from the middle by more than \(percent(share)) of the frame",
            remedy: "end the pipeline with 'extend' (by the box) or 'centre-by-mass'", items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }

  /// Half the difference of opposite margins, in pixels; a quarter of a pixel is free, as a box of odd size in an even
  /// frame cannot stand in the middle.
  private static func boxOffset(_ box: ItemStatistics.Box, _ size: Size) -> Double {
    let horizontal = Double(box.left - (size.width - 1 - box.right)) / 2
    let vertical = Double(box.top - (size.height - 1 - box.bottom)) / 2
    return max(max(abs(horizontal - 0.25), abs(vertical - 0.25)), 0)
  }

  private static func massOffset(_ item: ItemStatistics, _ size: Size) -> Double {
    max(abs(item.massX - Double(size.width) / 2), abs(item.massY - Double(size.height) / 2))
  }
}
