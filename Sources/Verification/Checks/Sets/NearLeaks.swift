internal import DatasetBuilding
internal import DatasetReading

/// Are there test items that are all but equal to training items?
struct NearLeaks: Check {
  static let description = CheckDescription(
    "near-leaks", .sets, .warning,
    finds: "items of one label in train and in t10k that are alike, but not equal",
    because: "another photo of what was trained with tests memory, not what was learnt",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func examine(_ examination: Examination) async throws -> CheckReport {
    guard let splits = examination.comparableSplits else {
      return .skipped("there are no two splits to compare")
    }
    let similar = try await examination.duplicates.similarItems(similarity: similarity)
    let sets = similar.sets(.otherSplit, similarity: similarity)
    let testCount = sets.reduce(0) { $0 + $1.members.count { $0.position.split == .t10k } }
    var report = CheckReport(
      summary: "none of \(counted(splits.t10k.count, "test item")) is \(plain(similarity)) like one in train"
        + Similarity.reservation(similar))
    if !sets.isEmpty {
      report.findings = [
        Finding(
          "\(counted(testCount, "test item")) of \(grouped(splits.t10k.count)) "
            + "\(testCount == 1 ? "looks" : "look") like training items (\(plain(similarity)) or more), "
            + "\(Similarity.counted(sets)) in all; most alike: "
            + Similarity.best(of: sets) + Similarity.reservation(similar),
          remedy:
            "keep photos of one product in one split: convert --labels with a table that has a 'group' column",
          items: sets.flatMap(\.findingItems))
      ]
      report.summary = "\(counted(testCount, "test item")) like training items"
    }
    return report
  }
}
