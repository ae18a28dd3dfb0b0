internal import DatasetBuilding
internal import DatasetReading

/// Does the product stand out from its ground?
struct LowContrast: Check {
  static let description = CheckDescription(
    "low-contrast", .content, .note, finds: "a product hardly brighter than the ground",
    because: "white products vanish on white; the paper left them out of Fashion-MNIST",
    thresholds: [
      Threshold(
        "level", "mean level of the pixels above \(ItemStatistics.contentLevel) that is enough", 0...255,
        default: 40)
    ])

  private let level: Double

  init(_ thresholds: ThresholdValues) { level = thresholds["level"] }

  func examine(_ examination: Examination) -> CheckReport {
    let items = examination.items { _, _, item in
      item.isPlain && item.meanContentLevel < level
        ? "mean level \(decimal(item.meanContentLevel, 1))" : nil
    }
    return CheckReport(
      summary: "every product has a mean level of \(plain(level)) or more",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "product")) with a mean level below \(plain(level)) of 255",
            remedy:
              "photograph pale products on a darker ground, or leave them out with convert --exclude-low-contrast",
            items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }
}
