internal import DatasetFormat
internal import Wording

/// A check for similar images with the same label in two splits.
struct NearLeaks: Check {
  static let description = CheckDescription(
    "near-leaks", .sets, .warning,
    finds: "images of one label in two splits that are alike, but not equal",
    because: "another photo of what was trained with tests memory, not what was learned",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func run(in context: CheckContext) async throws -> CheckReport {
    let heldOut = Set(context.splitPairs.map(\.second.split)).sorted().compactMap { context.dataset.data[$0] }
    guard !heldOut.isEmpty else { return .skipped("there are no two splits to compare") }
    let similar = try await context.duplicates.similarExamples(similarity: similarity)
    let sets = similar.sets(.otherSplit, similarity: similarity)
    let count = sets.reduce(0) { $0 + $1.members.count { $0.position.split != .train } }
    let noun = heldOut.map(\.split.rawValue).joined(separator: " or ") + " image"
    let total = heldOut.reduce(0) { $0 + $1.count }
    let others = heldOut.count == 1 ? "training images" : "images of another split"
    var report = CheckReport(
      summary: "none of \(counted(total, noun)) is \(plain(similarity)) like one of another split"
        + Similarity.reservation(similar))
    if !sets.isEmpty {
      report.findings = [
        Finding(
          "\(counted(count, noun)) of \(grouped(total)) "
            + "\(count == 1 ? "looks" : "look") like \(others) (\(plain(similarity)) or more), "
            + "\(Similarity.counted(sets)) in all; most alike: "
            + Similarity.best(of: sets) + Similarity.reservation(similar),
          remedy:
            "keep photos of one product in one split: convert --labels with a table that has a 'group' column",
          sets: sets.map(\.findingExamples))
      ]
      report.summary = "\(counted(count, noun)) like \(others)"
    }
    return report
  }
}
