internal import DatasetFormat
internal import Wording

/// A check for images with equal bytes and the same label in two splits.
struct ExactLeaks: Check {
  static let description = CheckDescription(
    "exact-leaks", .sets, .error, finds: "images with equal bytes and the same label in two splits",
    because: "a model that has learned the test images by heart scores too well")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) async -> CheckReport {
    let pairs = context.splitPairs
    guard let last = pairs.last else { return .skipped("there are no two splits to compare") }
    let equalSets = await context.duplicates.equalSets()
    var report = CheckReport(
      summary: pairs.count == 1
        ? "none of \(counted(last.second.count, "\(last.second.split.rawValue) image")) is in "
          + "\(last.first.split.rawValue), too"
        : "no image is in two of \(pairs.count) splits")
    var leakedCount = 0
    for (first, second) in pairs {
      let splits = [first.split, second.split]
      let partners = equalSets.flatMap { set in
        set.partners { member, other in
          member.label == other.label && member.position.split != other.position.split
            && splits.contains(member.position.split) && splits.contains(other.position.split)
        }
      }
      let examples = partners.map { Finding.Example($0.member.position, "equal to \($0.partner.position)") }
      guard let example = examples.first else { continue }
      let count = examples.count { $0.position.split == second.split }
      leakedCount += count
      report.findings.append(
        Finding(
          "\(counted(count, "\(second.split.rawValue) image")) of \(grouped(second.count)) "
            + "\(count == 1 ? "is" : "are") in \(first.split.rawValue), too, such as \(example.position), "
            + example.detail,
          remedy:
            "take them out of one split: convert puts equal images into one split, and --drop-duplicates "
            + "keeps one of each",
          examples: examples))
    }
    return report.withSummary("\(counted(leakedCount, "image")) in another split, too")
  }
}
