internal import DatasetFormat
internal import Wording

/// A check for groups of photos, such as those of one product, whose images are in two splits.
struct GroupLeaks: Check {
  static let description = CheckDescription(
    "group-leaks", .identity, .error, finds: "a group of the manifest, such as a product, in two splits",
    because: "another photo of a product that was trained with tests memory, not what was learned")

  init(_ thresholds: ThresholdValues) {}

  private static let listedCount = 10

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    guard let manifest = dataset.manifest else { return .skipped("there is no \(DatasetFile.manifest)") }
    let rows = manifest.rows.filter { !$0.group.isEmpty && dataset.holds($0.position) }
    guard !rows.isEmpty else { return .skipped("\(DatasetFile.manifest) names no groups") }
    let groups = Dictionary(grouping: rows, by: \.group)
    let leaking = groups.filter { Set($0.value.map(\.position.split)).count > 1 }.sorted { $0.key < $1.key }
    let isOwn = leaking.contains { group in
      group.value.contains { $0.splitOrigin == .folder || $0.splitOrigin == .table }
    }
    let details =
      leaking.prefix(Self.listedCount).map { group, rows in
        let counts = Dictionary(grouping: rows, by: \.position.split).mapValues(\.count)
        return "\(group): \(counts.text)"
      }
      + (leaking.count > Self.listedCount ? ["… and \(grouped(leaking.count - Self.listedCount)) more"] : [])
    return CheckReport(
      summary: "\(counted(groups.count, "group")), each in one split",
      findings: leaking.isEmpty
        ? []
        : [
          Finding(
            "\(counted(leaking.count, "group")) of \(grouped(groups.count)) \(leaking.count == 1 ? "is" : "are") in more than one split",
            remedy: isOwn
              ? "put all photos of a group into one split, by its folder or in the split column, and convert again"
              : "convert again with --labels and a table that has the group column: convert keeps a group in one split",
            details: details,
            examples: leaking.flatMap { group, rows in
              rows.sorted { $0.position < $1.position }.map {
                Finding.Example($0.position, "of group \(group)")
              }
            })
        ]
    ).withSummary("\(counted(leaking.count, "group")) in more than one split")
  }
}
