internal import DatasetFormat
internal import Wording

/// A check for similar images with the same label in one split.
struct NearDuplicates: Check {
  static let description = CheckDescription(
    "near-duplicates", .sets, .warning, finds: "images of one label and split that are alike, but not equal",
    because: "several photos of one thing are worth less than as many things",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func run(in context: CheckContext) async throws -> CheckReport {
    let dataset = context.dataset
    guard dataset.imageCount > 0 else { return .skipped("no images can be read") }
    let similar = try await context.duplicates.similarExamples(similarity: similarity)
    let sets = similar.sets(.sameSplit, similarity: similarity)
    var report = CheckReport(
      summary: "\(counted(dataset.imageCount, "image")), no two \(plain(similarity)) alike in one split"
        + Similarity.reservation(similar))
    if !sets.isEmpty {
      report.findings = [
        Finding(
          "\(Similarity.counted(sets)) look alike (\(plain(similarity)) or more) in one split; most alike: "
            + Similarity.best(of: sets) + Similarity.reservation(similar),
          remedy: "look at them, and keep one of each set where they show the same thing",
          sets: sets.map(\.findingExamples))
      ]
      report.summary = "\(Similarity.counted(sets)) look alike in one split"
    }
    return report
  }
}

extension SimilarSet {
  var findingExamples: [Finding.Example] {
    members.map { Finding.Example($0.position, "\(Similarity.formatted($0.similarity)) like \($0.nearest)") }
  }
}
