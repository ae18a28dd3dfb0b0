internal import DatasetBuilding
internal import DatasetReading

/// Are there items in one split that are all but equal?
struct NearDuplicates: Check {
  static let description = CheckDescription(
    "near-duplicates", .sets, .warning, finds: "items of one label and split that are alike, but not equal",
    because: "several photos of one thing are worth less than as many things",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func examine(_ examination: Examination) async throws -> CheckReport {
    let dataset = examination.dataset
    guard dataset.itemCount > 0 else { return .skipped("no items can be read") }
    let similar = try await examination.duplicates.similarItems(similarity: similarity)
    let sets = similar.sets(.sameSplit, similarity: similarity)
    var report = CheckReport(
      summary: "\(counted(dataset.itemCount, "item")), no two \(plain(similarity)) alike in one split"
        + Similarity.reservation(similar))
    if !sets.isEmpty {
      report.findings = [
        Finding(
          "\(Similarity.counted(sets)) look alike (\(plain(similarity)) or more) in one split; most alike: "
            + Similarity.best(of: sets) + Similarity.reservation(similar),
          remedy: "look at them, and keep one of each set where they show the same thing",
          items: sets.flatMap(\.findingItems))
      ]
      report.summary = "\(Similarity.counted(sets)) look alike in one split"
    }
    return report
  }
}

extension SimilarSet {
  var findingItems: [Finding.Item] {
    members.map { Finding.Item($0.position, "\(Similarity.formatted($0.similarity)) like \($0.nearest)") }
  }
}
