internal import DatasetFormat
internal import Wording

/// A check for classes whose images differ from those of the reference.
struct ReferenceClasses: Check {
  static let description = CheckDescription(
    "reference-classes", .reference, .note,
    finds: "a class drawn differently from that of the reference (--against)",
    because:
      "a network trained on the one meets the other: brightness, size and shape are what it trips over",
    thresholds: [
      Threshold(
        "distance", "distance of the two distribution functions that is worth speaking of", 0...1,
        default: 0.3),
      Threshold("correlation", "correlation of the mean images that is still alike", -1...1, default: 0.8),
    ])

  private let distance: Double
  private let correlation: Double

  private static let minimumExampleCount = 20

  init(_ thresholds: ThresholdValues) {
    distance = thresholds["distance"]
    correlation = thresholds["correlation"]
  }

  func run(in context: CheckContext) async throws -> CheckReport {
    guard let reference = context.reference else { return .skipped("no reference was named") }
    let dataset = context.dataset
    let own = CheckContext.Reference.byLabel(dataset, context.statistics)
    let others = CheckContext.Reference.byLabel(reference.dataset, reference.statistics)
    let ownMeans = context.meansOfAll
    let otherMeans = reference.means

    var rows: [[ResultTable.Cell]] = []
    var details: [String] = []
    var correlations: [Double] = []
    for pair in ClassMatching(dataset, reference.dataset).pairs {
      guard let examples = own[pair.label], let otherExamples = others[pair.referenceLabel],
        let image = ownMeans.images[pair.label].flatMap({ UnitImage($0) }),
        let otherImage = otherMeans.images[pair.referenceLabel].flatMap({ UnitImage($0) })
      else { continue }
      let alike = image.correlation(with: otherImage)
      correlations.append(alike)
      let comparisons = Self.features.map { Comparison($0, examples, otherExamples) }
      var row: [ResultTable.Cell] = [.text(pair.name), .count(examples.count), .count(otherExamples.count)]
      for comparison in comparisons {
        row.append(.number(comparison.median, decimals: 1))
        row.append(.number(comparison.referenceMedian, decimals: 1))
      }
      row.append(.number(comparisons.map(\.test.distance).max() ?? 0, decimals: 2))
      row.append(.number(alike, decimals: 2))
      rows.append(row)
      let differing = comparisons.filter { $0.test.distance >= distance }
      guard min(examples.count, otherExamples.count) >= Self.minimumExampleCount,
        !differing.isEmpty || alike < correlation
      else { continue }
      let texts = differing.map { comparison in
        // Distributions may differ though their medians are equal; two equal medians would not show the difference.
        let (own, other) = (decimal(comparison.median, 1), decimal(comparison.referenceMedian, 1))
        return own == other
          ? comparison.feature.text(of: comparison.test, "here", "in the reference")
          : "\(comparison.feature.rawValue) \(own) \(comparison.feature.unit) (reference: \(other))"
      }
      let shape = alike < correlation ? ["the mean images correlate by \(decimal(alike, 2))"] : []
      details.append("\(pair.name): " + (texts + shape).joined(separator: ", "))
    }
    guard let lowest = correlations.min(), let highest = correlations.max() else {
      return .skipped("no class has images in both datasets")
    }
    return CheckReport(
      summary:
        "\(counted(rows.count, "class", plural: "classes")) in both; mean images correlate by \(decimal(lowest, 2)) to \(decimal(highest, 2))"
        + reference.scaling(for: dataset),
      findings: details.isEmpty
        ? []
        : [
          Finding(
            "\(details.count) of \(counted(rows.count, "class", plural: "classes")) differ from the reference's",
            remedy:
              "look at both side by side: other products, another background, another side of the shoe, or another pipeline",
            details: details)
        ],
      tables: [
        ResultTable(
          "class by class, medians of both datasets",
          columns: Self.columns, rows: rows)
      ])
  }

  /// The features to compare; width and height together describe the shape.
  private static let features: [ImageFeature] = [.brightness, .coverage, .width, .height]

  private static var columns: [String] {
    let pairs = features.flatMap { [$0.rawValue, "reference"] }
    return ["class", "images", "reference"] + pairs + ["distance", "correlation"]
  }

  private struct Comparison {
    let feature: ImageFeature
    let median: Double
    let referenceMedian: Double
    let test: TwoSampleTest

    init(_ feature: ImageFeature, _ examples: [ImageStatistics], _ reference: [ImageStatistics]) {
      self.feature = feature
      let (values, others) = (examples.map(feature.value), reference.map(feature.value))
      median = Quantiles(values).median
      referenceMedian = Quantiles(others).median
      test = TwoSampleTest(values, others)
    }
  }
}
