internal import DatasetBuilding
internal import DatasetReading

/// Were train and t10k drawn alike?
struct SplitDrift: Check {
  static let description = CheckDescription(
    "split-drift", .sets, .warning, finds: "a class whose test items differ from its training items",
    because: "then the test says how well the network copes with other photos, not how well it learnt",
    thresholds: [
      Threshold(
        "level", "probability of one false alarm in a whole dataset that is drawn at random", 0.000_001...0.5,
        default: 0.01),
      Threshold(
        "distance", "distance of the two distribution functions that is worth speaking of", 0...1,
        default: 0.1),
    ])

  private let level: Double
  private let distance: Double

  init(_ thresholds: ThresholdValues) {
    level = thresholds["level"]
    distance = thresholds["distance"]
  }

  /// Fewer can differ by anything.
  private static let minimumItemCount = 20

  private struct Comparison {
    let label: Int
    let feature: ItemFeature
    let train: [Double]
    let t10k: [Double]
    let test: TwoSampleTest
  }

  func examine(_ examination: Examination) async throws -> CheckReport {
    let dataset = examination.dataset
    guard let (train, t10k) = examination.comparableSplits else {
      return .skipped("there are not two splits with images of one size")
    }
    let (trainItems, t10kItems) = (Self.byLabel(train, examination), Self.byLabel(t10k, examination))
    let labels = trainItems.keys.filter { label in
      min(trainItems[label]?.count ?? 0, t10kItems[label]?.count ?? 0) >= Self.minimumItemCount
    }.sorted()
    let comparisons = try await Parallel.map(labels.count) { number in
      let label = labels[number]
      return ItemFeature.allCases.map { feature in
        let train = (trainItems[label] ?? []).map(feature.value)
        let t10k = (t10kItems[label] ?? []).map(feature.value)
        return Comparison(
          label: label, feature: feature, train: train, t10k: t10k, test: TwoSampleTest(train, t10k))
      }
    }.flatMap { $0 }
    guard let largest = comparisons.max(by: { $0.test.distance < $1.test.distance }) else {
      return .skipped("no class has \(Self.minimumItemCount) items in both splits")
    }
    let rejected = TwoSampleTest.rejected(comparisons.map(\.test.probability), level: level)
    let differing = rejected.map { comparisons[$0] }.filter { $0.test.distance >= distance }
    let details = Dictionary(grouping: differing, by: \.label).sorted { $0.key < $1.key }.map {
      label, comparisons in
      let texts = comparisons.map { comparison in
        "\(comparison.feature.rawValue) \(decimal(Quantiles(comparison.train).median, 1)) in train, "
          + "\(decimal(Quantiles(comparison.t10k).median, 1)) in t10k (distance \(decimal(comparison.test.distance, 2)))"
      }
      return "\(dataset.className(label)): " + texts.joined(separator: "; ")
    }
    let findings =
      details.isEmpty
      ? []
      : [
        Finding(
          "\(details.count) of \(counted(labels.count, "class", plural: "classes")) differ between train and t10k",
          remedy:
            "find out where the test photos come from; draw both splits from one pile (convert does), or say in "
            + "the dataset's description that they differ", details: details)
      ]
    return CheckReport(
      summary:
        "\(comparisons.count) comparisons of train with t10k, largest distance \(decimal(largest.test.distance, 2)) "
        + "(\(dataset.className(largest.label)), \(largest.feature.rawValue))",
      findings: findings,
      tables: [
        ResultTable(
          "train beside t10k, distance of the distributions (Kolmogorov-Smirnov)",
          columns: ["class", "feature", "train median", "t10k median", "distance", "probability"],
          rows: comparisons.map {
            [
              .text(dataset.className($0.label)), .text($0.feature.rawValue),
              .number(Quantiles($0.train).median, decimals: 1),
              .number(Quantiles($0.t10k).median, decimals: 1),
              .number($0.test.distance, decimals: 3), .number($0.test.probability, decimals: 4),
            ]
          })
      ])
  }

  private static func byLabel(_ part: DatasetPart, _ examination: Examination) -> [Int: [ItemStatistics]] {
    let statistics = examination.statistics[part.split] ?? []
    return Dictionary(grouping: statistics.indices) { Int(part.labels[$0]) }.mapValues {
      $0.map { statistics[$0] }
    }
  }
}
