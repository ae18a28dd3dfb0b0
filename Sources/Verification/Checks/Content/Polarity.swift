internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// Is the ground 0?
struct Polarity: Check {
  static let description = CheckDescription(
    "polarity", .content, .error, finds: "an image whose ground is bright: a negative",
    because: "networks trained on MNIST's kind expect 0 around the product, and say bag for everything else",
    thresholds: [
      Threshold("level", "mean level of the outermost pixels that is still dark", 0...255, default: 127.5)
    ])

  private let level: Double

  init(_ thresholds: ThresholdValues) { level = thresholds["level"] }

  func examine(_ examination: Examination) -> CheckReport {
    var brightest = 0.0
    for (_, statistics) in examination.splits {
      brightest = max(brightest, statistics.map(\.borderMeanLevel).max() ?? 0)
    }
    let items = examination.items { _, _, item in
      // A product that fills the frame is brighter within.
      !item.isBlank && item.borderMeanLevel > level && item.borderMeanLevel >= item.meanLevel
        ? "mean level of the border \(decimal(item.borderMeanLevel, 0))" : nil
    }
    let isGrey = examination.dataset.splits.allSatisfy { $0.channelCount == 1 }
    return CheckReport(
      summary: isGrey ? "the ground is 0" : "the ground is the same everywhere",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "image")) with a bright ground"
              + (items.count == examination.dataset.itemCount ? ": all are negatives" : ""),
            remedy:
              "subtract them from 255, or convert with a pipeline that has the stage 'negate' for photos on white",
            items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }
}
