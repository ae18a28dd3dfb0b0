internal import DatasetFormat
internal import Wording

/// A check for images that are sorted by class, wholly or in runs.
struct LabelOrder: Check {
  static let description = CheckDescription(
    "label-order", .sets, .warning, finds: "images sorted by class, wholly or in runs",
    because:
      "no loader shuffles, and a validation set off the end then holds classes that were never trained",
    thresholds: [
      Threshold(
        "excess", "share of neighbours with one label that may exceed what chance gives", 0.01...1,
        default: 0.1)
    ])

  private let excess: Double

  init(_ thresholds: ThresholdValues) { excess = thresholds["excess"] }

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    var summaries: [String] = []
    var findings: [Finding] = []
    for part in dataset.splits where part.count > 1 {
      let labels = part.labels.prefix(part.count)
      let counts = ClassCounts(part, classCount: dataset.classCount).counts
      let pairCount = Double(labels.count - 1)
      let share = Double(zip(labels, labels.dropFirst()).count { $0 == $1 }) / pairCount
      // The chance that two images, drawn without replacement, share a label.
      let chance =
        counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
        / (Double(labels.count) * pairCount)
      let deviation = (chance * (1 - chance) / pairCount).squareRoot()
      summaries.append(
        "\(part.split.rawValue) \(percent(share)) (by chance \(percent(chance)))")
      // A shuffled dataset exceeds five standard deviations once in three million cases.
      guard share > chance + max(excess, 5 * deviation) else { continue }
      let tail = labels.suffix(max(1, part.count / 10))
      let absent = counts.indices.filter { counts[$0] > 0 && !tail.contains(UInt8($0)) }
      findings.append(
        Finding(
          "\(part.split.rawValue): \(percent(share)) of neighbours share a label, by chance it would be \(percent(chance))"
            + (absent.isEmpty
              ? "" : "; the last tenth has no \(absent.map(dataset.className).joined(separator: ", "))"),
          remedy: "shuffle the images once (convert does unless told --no-shuffle), images and labels alike"))
    }
    guard !summaries.isEmpty else { return .skipped("there are not two images") }
    return CheckReport(
      summary: "neighbours share a label: " + summaries.joined(separator: ", "), findings: findings)
  }
}
