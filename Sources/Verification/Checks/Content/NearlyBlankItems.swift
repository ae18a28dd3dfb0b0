internal import DatasetBuilding
internal import DatasetReading

/// Is there more to see than a speck?
struct NearlyBlankItems: Check {
  static let description = CheckDescription(
    "nearly-blank", .content, .warning, finds: "an image with hardly anything in it",
    because: "a speck of dust on a white ground survives trimming, and becomes the product",
    thresholds: [
      Threshold(
        "share", "share of pixels above level \(ItemStatistics.strongLevel) that is enough", 0...1,
        default: 0.02)
    ])

  private let share: Double

  init(_ thresholds: ThresholdValues) { share = thresholds["share"] }

  func examine(_ examination: Examination) -> CheckReport {
    var smallest = 1.0
    for (part, statistics) in examination.splits {
      smallest = min(
        smallest, Double(statistics.map(\.strongCount).min() ?? 0) / Double(max(1, part.pixelCount)))
    }
    let items = examination.items { part, _, item in
      let found = Double(item.strongCount) / Double(part.pixelCount)
      return !item.isBlank && found < share ? "\(percent(found)) of the pixels" : nil
    }
    return CheckReport(
      summary:
        "at least \(percent(smallest)) of the pixels of each image are above level \(ItemStatistics.strongLevel)",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "image")) with less than \(percent(share)) of the pixels above level \(ItemStatistics.strongLevel)",
            remedy: "look at the photos: dust, or a product that could not be told from its ground",
            items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }
}
