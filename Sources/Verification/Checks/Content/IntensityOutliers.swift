internal import DatasetFormat
internal import Wording

/// A check for images that are much darker or brighter than those of their class.
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

  /// The number of plain images of a class that is needed for meaningful quartiles.
  private static let minimumExampleCount = 20

  init(_ thresholds: ThresholdValues) {
    fence = thresholds["fence"]
    factor = thresholds["factor"]
  }

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    var levels: [Int: [Double]] = [:]
    for (part, statistics) in context.splits {
      for (example, label) in zip(statistics, part.labels) where example.isPlain {
        levels[Int(label), default: []].append(example.meanLevel)
      }
    }
    let classes = levels.filter { $0.value.count >= Self.minimumExampleCount }
    guard !classes.isEmpty else {
      return .skipped("no class has \(Self.minimumExampleCount) images on a plain background")
    }
    let usual = classes.mapValues { UsualLevels($0, fence: fence, factor: factor) }
    let examples = context.examples { part, index, example in
      guard example.isPlain, let usual = usual[Int(part.labels[index])], !usual.contains(example.meanLevel)
      else {
        return nil
      }
      return
        "mean level \(decimal(example.meanLevel, 0)) of 255, in its class usually \(decimal(usual.median, 0))"
    }
    return CheckReport(
      summary: "\(counted(usual.count, "class", plural: "classes")) without images of unusual brightness",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "image")) of a brightness unusual in \(dataset.owned(classesOf: examples))",
            remedy: "look at them: a wrong label, a product of another kind, or a photo under other light",
            examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }

  /// The usual mean levels of a class. The range is computed from square roots, which spread equally in dark and bright
  /// classes.
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
