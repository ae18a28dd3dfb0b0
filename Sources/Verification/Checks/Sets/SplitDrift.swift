internal import DatasetFormat
internal import Processors
internal import Wording

/// A check for classes whose test or validation images differ from their training images.
struct SplitDrift: Check {
  static let description = CheckDescription(
    "split-drift", .sets, .warning,
    finds: "a class whose test or validation images differ from its training images",
    because: "then the test says how well the network copes with other photos, not how well it learned",
    thresholds: [
      Threshold(
        "level", "probability of one false alarm in a whole dataset that is drawn at random", 0.000_001...0.5,
        default: 0.01),
      Threshold(
        "distance", "distance of the two distribution functions that is worth speaking of", 0...1,
        default: 0.1),
      Threshold(
        "pixels", "mean difference of width, height or centre that matters", 0...1000, default: 0.5),
      Threshold(
        "share", "mean difference of brightness or coverage that matters, as a share of the median", 0...1,
        default: 0.05),
    ])

  private let level: Double
  private let distance: Double
  private let pixels: Double
  private let share: Double

  init(_ thresholds: ThresholdValues) {
    level = thresholds["level"]
    distance = thresholds["distance"]
    pixels = thresholds["pixels"]
    share = thresholds["share"]
  }

  /// The number of images of a class that is needed in each split; fewer can differ much by chance.
  private static let minimumCount = 20

  private struct Comparison {
    let label: Int
    let feature: ImageFeature
    let split: Split
    let train: [Double]
    let heldOut: [Double]
    let test: TwoSampleTest
  }

  func run(in context: CheckContext) async throws -> CheckReport {
    let dataset = context.dataset
    let narrow = context.narrowSplits
    let pairs = context.heldOutPairs.filter {
      !narrow.contains($0.train.split) && !narrow.contains($0.heldOut.split)
    }
    guard !pairs.isEmpty else {
      return .skipped(
        narrow.isEmpty ? "there are not two splits with images of one size" : ByteLevels.reasonToSkip)
    }
    var comparisons: [Comparison] = []
    for (train, heldOut) in pairs {
      let (trainImages, heldOutImages) = (Self.byLabel(train, context), Self.byLabel(heldOut, context))
      let labels = trainImages.keys.filter { label in
        min(trainImages[label]?.count ?? 0, heldOutImages[label]?.count ?? 0) >= Self.minimumCount
      }.sorted()
      comparisons += try await Parallel.map(labels.count) { number in
        let label = labels[number]
        return ImageFeature.allCases.map { feature in
          let train = (trainImages[label] ?? []).map(feature.value)
          let other = (heldOutImages[label] ?? []).map(feature.value)
          return Comparison(
            label: label, feature: feature, split: heldOut.split, train: train, heldOut: other,
            test: TwoSampleTest(train, other))
        }
      }.flatMap { $0 }
    }
    guard let largest = comparisons.max(by: { $0.test.distance < $1.test.distance }) else {
      return .skipped("no class has \(Self.minimumCount) images in both splits")
    }
    let labels = Set(comparisons.map(\.label))
    let splitNames = pairs.map(\.heldOut.split.rawValue).joined(separator: " and ")
    let rejected = TwoSampleTest.rejected(comparisons.map(\.test.probability), level: level)
    let differing = rejected.map { comparisons[$0] }.filter { comparison in
      comparison.test.distance >= distance
        && comparison.feature.matters(
          comparison.test, median: Quantiles(comparison.train).median, pixels: pixels, share: share)
    }
    let details = Dictionary(grouping: differing, by: \.label).sorted { $0.key < $1.key }.map {
      label, comparisons in
      let texts = comparisons.map { comparison in
        comparison.feature.text(of: comparison.test, "in train", "in \(comparison.split.rawValue)")
          + " (distance \(decimal(comparison.test.distance, 2)))"
      }
      return "\(dataset.className(label)): " + texts.joined(separator: "; ")
    }
    let origin = SplitStory(dataset, differing.map { ($0.label, $0.split) })
    let findings =
      details.isEmpty
      ? []
      : [
        Finding(
          "\(details.count) of \(counted(labels.count, "class", plural: "classes")) differ between train and \(splitNames)"
            + origin.clause,
          remedy: origin.remedy, details: details)
      ]
    return CheckReport(
      summary:
        "\(comparisons.count) comparisons of train with \(splitNames), largest distance \(decimal(largest.test.distance, 2)) "
        + "(\(dataset.className(largest.label)), \(largest.feature.rawValue))",
      findings: findings,
      tables: [
        ResultTable(
          "train beside \(splitNames), distance of the distributions (Kolmogorov-Smirnov)",
          columns: [
            "class", "split", "feature", "train quartiles", "quartiles", "up to", "train share", "share",
            "distance",
            "probability",
          ],
          rows: comparisons.map {
            [
              .text(dataset.className($0.label)), .text($0.split.rawValue), .text($0.feature.rawValue),
              .text(Self.quartiles($0.train)), .text(Self.quartiles($0.heldOut)),
              .number($0.test.place, decimals: 1), .number($0.test.shares.first, decimals: 3),
              .number($0.test.shares.second, decimals: 3), .number($0.test.distance, decimals: 3),
              .number($0.test.probability, decimals: 4),
            ]
          })
      ])
  }

  private static func quartiles(_ values: [Double]) -> String {
    let quantiles = Quantiles(values)
    return [0.25, 0.5, 0.75].map { decimal(quantiles[$0], 1) }.joined(separator: ", ")
  }

  private static func byLabel(_ part: SplitData, _ context: CheckContext) -> [Int: [ImageStatistics]] {
    let statistics = context.statistics[part.split] ?? []
    return Dictionary(grouping: statistics.indices) { Int(part.labels[$0]) }.mapValues {
      $0.map { statistics[$0] }
    }
  }
}
