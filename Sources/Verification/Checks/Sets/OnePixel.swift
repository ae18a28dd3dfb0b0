internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for classes that a single pixel distinguishes.
struct OnePixel: Check {
  static let description = CheckDescription(
    "one-pixel", .sets, .note, finds: "classes that a single pixel tells apart",
    because: "it says how easy a set is: most pairs of MNIST's digits can be told apart by one pixel",
    thresholds: [
      Threshold(
        "accuracy", "median over all pairs of classes from which on a set is too easy", 0.5...1, default: 0.99
      ),
      Threshold(
        "images",
        "images of the smallest class that it takes to say so: among few, some pixel fits by chance",
        1...1_000_000, default: 100),
    ])

  private let accuracy: Double
  private let exampleCount: Int

  init(_ thresholds: ThresholdValues) {
    accuracy = thresholds["accuracy"]
    exampleCount = Int(thresholds["images"])
  }

  /// The largest number of classes that is examined; more classes have more than two thousand pairs, too many to read.
  private static let maximumClassCount = 64

  func run(in context: CheckContext) async throws -> CheckReport {
    let dataset = context.dataset
    guard let part = dataset.data[.train] ?? dataset.splits.first else {
      return .skipped("no split can be read")
    }
    let counts = ClassCounts(part, classCount: dataset.classCount)
    let labels = dataset.classLabels.filter { counts[$0] > 0 }
    guard labels.count > 1 else { return .skipped("there are not two classes") }
    guard labels.count <= Self.maximumClassCount else {
      return .skipped("there are more than \(Self.maximumClassCount) classes")
    }
    let pairs = try await PixelSeparability.bestPixels(of: part, labels: labels)
    let sorted = pairs.sorted { ($0.accuracy, $0.second) > ($1.accuracy, $1.second) }
    let median = Quantiles(pairs.map(\.accuracy)).median
    guard let hardest = sorted.last else {
      return .skipped("there are not two classes")
    }
    func described(_ pair: PixelSeparability.Pair) -> String {
      "\(percent(pair.accuracy)) (\(dataset.className(pair.first)), \(dataset.className(pair.second)))"
    }
    let smallest = labels.map { counts[$0] }.min() ?? 0
    // Among many rules some fit by chance, and those fail on images that they were not chosen by.
    let heldOut = context.trainAndTest.map {
      PixelSeparability.accuracies(of: pairs, in: $0.test).compactMap { $0 }
    }
    let holds = heldOut.map { !$0.isEmpty && Quantiles($0).median >= accuracy } ?? true
    let isTooEasy = median >= accuracy && smallest >= exampleCount && holds
    let findings =
      isTooEasy
      ? [
        Finding(
          "too easy: one pixel tells half of all pairs of classes apart in \(percent(median)) or more; in Fashion-MNIST in "
            + percent(PublishedFigures.medianOnePixelAccuracy),
          remedy:
            "accuracies on this set say little; look whether a border, a mark or the background gives classes away"
        )
      ] : []
    return CheckReport(
      summary: "median \(percent(median)), lowest \(described(hardest)) (Fashion-MNIST "
        + "\(percent(PublishedFigures.medianOnePixelAccuracy)), \(percent(PublishedFigures.lowestOnePixelAccuracy)))"
        + (median >= accuracy && !isTooEasy ? "; most of it by chance" : ""),
      findings: findings, tables: [Self.table(pairs, dataset, part)])
  }

  private static func table(_ pairs: [PixelSeparability.Pair], _ dataset: Dataset, _ part: SplitData)
    -> ResultTable
  {
    let showsPublished = dataset.classNames == fashionMNISTClassNames
    return ResultTable(
      "best single pixel for each pair of classes, \(part.split.rawValue)",
      columns: ["class", "other class", "accuracy", "column", "row", "threshold"]
        + (showsPublished ? ["Fashion-MNIST"] : []),
      rows: pairs.map { pair in
        [
          .text(dataset.className(pair.first)), .text(dataset.className(pair.second)),
          .number(pair.accuracy, decimals: 4), .count(pair.pixel % part.size.width),
          .count(pair.pixel / part.size.width), .count(Int(pair.threshold)),
        ]
          + (showsPublished
            ? [.number(PublishedFigures.onePixelAccuracy(pair.first, pair.second), decimals: 4)] : [])
      })
  }
}
