internal import DatasetFormat
internal import Wording

/// A check for classes that are much larger than others in the training split.
struct ClassBalance: Check {
  static let description = CheckDescription(
    "class-balance", .sets, .warning, finds: "classes much larger than others in the training split",
    because: "a network that always says the largest class then looks good; accuracy misleads",
    thresholds: [
      Threshold("ratio", "largest class over smallest that is still balanced", 1...1000, default: 2)
    ])

  private let ratio: Double

  init(_ thresholds: ThresholdValues) { ratio = thresholds["ratio"] }

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    guard let part = dataset.data[.train] ?? dataset.splits.first else {
      return .skipped("no split can be read")
    }
    let counts = ClassCounts(part, classCount: dataset.classCount)
    guard let (smallest, largest) = counts.extremes(among: dataset.classLabels) else {
      return .skipped("there are no images")
    }
    let found = Double(counts[largest]) / Double(counts[smallest])
    let sizes =
      counts[largest] == counts[smallest]
      ? "\(grouped(counts[largest])) of each class"
      : "\(grouped(counts[smallest])) (\(dataset.className(smallest))) to \(grouped(counts[largest])) (\(dataset.className(largest))) of a class"
    let share = Double(counts[largest]) / Double(part.count)
    let findings =
      found > ratio
      ? [
        Finding(
          "\(part.split.rawValue) has \(sizes): the largest is \(decimal(found, 1)) times the smallest, and always "
            + "saying \(dataset.className(largest)) is right in \(percent(share))",
          remedy:
            "take so many of each with convert --per-class, weigh the classes, or report balanced accuracy")
      ] : []
    return CheckReport(
      summary: "\(part.split.rawValue): \(sizes)", findings: findings,
      tables: [
        ResultTable(
          "images a class", columns: ["label", "class"] + dataset.splits.map(\.split.rawValue),
          rows: (0..<dataset.classCount).map { label in
            [.count(label), .text(dataset.className(label))]
              + dataset.splits.map { .count(ClassCounts($0, classCount: dataset.classCount)[label]) }
          })
      ])
  }
}
