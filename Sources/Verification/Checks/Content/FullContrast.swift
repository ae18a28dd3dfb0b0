internal import DatasetBuilding
internal import DatasetReading

/// Was every image stretched to full contrast?
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

  func examine(_ examination: Examination) -> CheckReport {
    let items = examination.items { part, _, item in
      guard !item.isBlank, !item.isInverted else { return nil }
      return item.minimum > 0 || item.maximum < 254 ? "levels \(item.minimum) to \(item.maximum)" : nil
    }
    let highest = examination.splits.compactMap { $0.statistics.map(\.maximum).max() }.max() ?? 0
    let stretched = 1 - examination.share(of: items)
    let findings: [Finding] =
      if items.isEmpty {
        []
      } else if stretched >= share {
        [
          Finding(
            "\(counted(items.count, "image")) not stretched to full contrast, among \(percent(stretched)) that are",
            remedy: "find out where they come from: they were made in another way", items: items)
        ]
      } else {
        [
          Finding(
            "\(percent(1 - stretched)) of the images do not reach full contrast (the highest level of all is \(highest)); Fashion-MNIST's all do",
            remedy: highest <= 1
              ? "multiply by 255: levels of 0 and 1 were written where bytes are meant"
              : "convert with a pipeline that ends in 'stretch', or leave it so if that is meant")
        ]
      }
    return CheckReport(summary: "all images reach full contrast", findings: findings)
      .withSummary("\(percent(stretched)) of the images reach full contrast")
  }
}
