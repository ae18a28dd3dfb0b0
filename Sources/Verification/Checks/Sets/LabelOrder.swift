internal import DatasetBuilding
internal import DatasetReading

/// Do the items stand in an order that has nothing to do with their labels?
struct LabelOrder: Check {
  static let description = CheckDescription(
    "label-order", .sets, .warning, finds: "items sorted by class, wholly or in runs",
    because:
      "no loader shuffles, and a validation set off the end then holds classes that were never trained",
    thresholds: [
      Threshold(
        "excess", "share of neighbours with one label that may exceed what chance gives", 0.01...1,
        default: 0.1)
    ])

  private let excess: Double

  init(_ thresholds: ThresholdValues) { excess = thresholds["excess"] }

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    var summaries: [String] = []
    var findings: [Finding] = []
    for part in dataset.splits where part.count > 1 {
      let labels = part.labels.prefix(part.count)
      let counts = ClassCounts(part, classCount: dataset.classCount).counts
      let pairCount = Double(labels.count - 1)
      let share = Double(zip(labels, labels.dropFirst()).count { $0 == $1 }) / pairCount
      // Two items drawn without putting back.
      let chance =
        counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
        / (Double(labels.count) * pairCount)
      let deviation = (chance * (1 - chance) / pairCount).squareRoot()
      summaries.append(
        "\(part.split.rawValue) \(percent(share)) (by chance \(percent(chance)))")
      // Five standard deviations: once in three million sets that are shuffled.
      guard share > chance + max(excess, 5 * deviation) else { continue }
      let tail = labels.suffix(max(1, part.count / 10))
      let absent = counts.indices.filter { counts[$0] > 0 && !tail.contains(UInt8($0)) }
      findings.append(
        Finding(
          "\(part.split.rawValue): \(percent(share)) of neighbours share a label, by chance it would be \(percent(chance))"
            + (absent.isEmpty
              ? "" : "; the last tenth has no \(absent.map(dataset.className).joined(separator: ", "))"),
          remedy: "shuffle the items once (convert does unless told --no-shuffle), images and labels alike"))
    }
    guard !summaries.isEmpty else { return .skipped("there are not two items") }
    return CheckReport(
      summary: "neighbours share a label: " + summaries.joined(separator: ", "), findings: findings)
  }
}
