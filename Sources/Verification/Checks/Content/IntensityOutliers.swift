internal import DatasetBuilding
internal import DatasetReading

/// Is an image as bright as those of its class?
struct IntensityOutliers: Check {
  static let description = CheckDescription(
    "intensity-outlier", .content, .note, finds: "an image much darker or brighter than those of its class",
    because: "it is of another class, or was made in another way",
    thresholds: [
      Threshold(
        "fence", "interquartile ranges beyond the quartiles, of the root of the mean level", 1...100,
        default: 2.5),
      Threshold(
        "factor", "times the median of its class, or the other way round, that is still usual", 1...100,
        default: 1.667),
    ])

  private let fence: Double
  private let factor: Double

  /// Fewer have no quartiles worth the name.
  private static let minimumItemCount = 20

  init(_ thresholds: ThresholdValues) {
    fence = thresholds["fence"]
    factor = thresholds["factor"]
  }

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    var levels: [Int: [Double]] = [:]
    for (part, statistics) in examination.splits {
      for (item, label) in zip(statistics, part.labels) where item.isPlain {
        levels[Int(label), default: []].append(item.meanLevel)
      }
    }
    let classes = levels.filter { $0.value.count >= Self.minimumItemCount }
    guard !classes.isEmpty else {
      return .skipped("no class has \(Self.minimumItemCount) items on a plain ground")
    }
    let usual = classes.mapValues { UsualLevels($0, fence: fence, factor: factor) }
    let items = examination.items { part, index, item in
      guard item.isPlain, let usual = usual[Int(part.labels[index])], !usual.contains(item.meanLevel) else {
        return nil
      }
      return "mean level \(decimal(item.meanLevel, 0)), in its class usually \(decimal(usual.median, 0))"
    }
    return CheckReport(
      summary: "\(counted(usual.count, "class", plural: "classes")) without images of unusual brightness",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "image")) of a brightness unusual in \(Set(items.map { dataset.label(of: $0.position) }).count == 1 ? "its class" : "their classes")",
            remedy: "look at them: a wrong label, a product of another kind, or a photo under other light",
            items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }

  /// What is usual in a class: on the scale of square roots, on which dark and bright classes spread alike.
  private struct UsualLevels {
    let median: Double
    private let range: ClosedRange<Double>
    private let factor: Double

    init(_ levels: [Double], fence: Double, factor: Double) {
      let quantiles = Quantiles(levels.map { $0.squareRoot() })
      let width = quantiles[0.75] - quantiles[0.25]
      range = (quantiles[0.25] - fence * width)...(quantiles[0.75] + fence * width)
      median = quantiles.median * quantiles.median
      self.factor = factor
    }

    func contains(_ level: Double) -> Bool {
      range.contains(level.squareRoot()) || (level * factor > median && level < median * factor)
    }
  }
}
