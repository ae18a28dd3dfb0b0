internal import DatasetBuilding
internal import DatasetReading

/// Are the classes like those of the other dataset?
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

  private static let minimumItemCount = 20

  init(_ thresholds: ThresholdValues) {
    distance = thresholds["distance"]
    correlation = thresholds["correlation"]
  }

  func examine(_ examination: Examination) async throws -> CheckReport {
    guard let reference = examination.reference else { return .skipped("no reference was named") }
    let dataset = examination.dataset
    let own = Examination.Reference.byLabel(dataset, examination.statistics)
    let others = Examination.Reference.byLabel(reference.dataset, reference.statistics)
    let ownMeans = examination.meansOfAll
    let otherMeans = reference.means

    var rows: [[ResultTable.Cell]] = []
    var details: [String] = []
    var correlations: [Double] = []
    for pair in ClassMatching(dataset, reference.dataset).pairs {
      guard let items = own[pair.label], let otherItems = others[pair.referenceLabel],
        let image = ownMeans.images[pair.label].flatMap({ UnitImage($0) }),
        let otherImage = otherMeans.images[pair.referenceLabel].flatMap({ UnitImage($0) })
      else { continue }
      let alike = image.correlation(with: otherImage)
      correlations.append(alike)
      let comparisons = Self.features.map { Comparison($0, items, otherItems) }
      var row: [ResultTable.Cell] = [.text(pair.name), .count(items.count), .count(otherItems.count)]
      for comparison in comparisons {
        row.append(.number(comparison.median, decimals: 1))
        row.append(.number(comparison.referenceMedian, decimals: 1))
      }
      row.append(.number(comparisons.map(\.distance).max() ?? 0, decimals: 2))
      row.append(.number(alike, decimals: 2))
      rows.append(row)
      let differing = comparisons.filter { $0.distance >= distance }
      guard min(items.count, otherItems.count) >= Self.minimumItemCount,
        !differing.isEmpty || alike < correlation
      else { continue }
      let texts = differing.map {
        "\($0.feature.rawValue) \(decimal($0.median, 1)) (there \(decimal($0.referenceMedian, 1)))"
      }
      let shape = alike < correlation ? ["the mean images correlate by \(decimal(alike, 2))"] : []
      details.append("\(pair.name): " + (texts + shape).joined(separator: ", "))
    }
    guard let lowest = correlations.min(), let highest = correlations.max() else {
      return .skipped("no class has items in both datasets")
    }
    return CheckReport(
      summary:
        "\(counted(rows.count, "class", plural: "classes")) in both; mean images correlate by \(decimal(lowest, 2)) to \(decimal(highest, 2))",
      findings: details.isEmpty
        ? []
        : [
          Finding(
            "\(details.count) of \(counted(rows.count, "class", plural: "classes")) differ from the reference's",
            remedy:
              "look at both side by side: other products, another ground, another side of the shoe, or another pipeline",
            details: details)
        ],
      tables: [
        ResultTable(
          "class by class, medians of both datasets",
          columns: Self.columns, rows: rows)
      ])
  }

  /// Shape is width beside height.
  private static let features: [ItemFeature] = [.brightness, .coverage, .width, .height]

  private static var columns: [String] {
    let pairs = features.flatMap { [$0.rawValue, "reference"] }
    return ["class", "items", "reference"] + pairs + ["distance", "correlation"]
  }

  private struct Comparison {
    let feature: ItemFeature
    let median: Double
    let referenceMedian: Double
    let distance: Double

    init(_ feature: ItemFeature, _ items: [ItemStatistics], _ reference: [ItemStatistics]) {
      self.feature = feature
      let (values, others) = (items.map(feature.value), reference.map(feature.value))
      median = Quantiles(values).median
      referenceMedian = Quantiles(others).median
      distance = TwoSampleTest(values, others).distance
    }
  }
}
