internal import DatasetFormat

/// A check for loaders, among those that the user named, that do not open the dataset unchanged.
struct Loaders: Check {
  static let description = CheckDescription(
    "loaders", .loaders, .warning,
    finds: "a loader named by --for that does not open the folder as it stands, or not without surprises",
    because: "each wants its own folder, packaging, size and number of images, and few say so when they fail")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    guard !context.loaders.isEmpty else { return .skipped("no loader was named (--for)") }
    let assessments = context.loaders.map { LoaderAssessment($0, of: context.dataset) }
    let findings = assessments.filter { $0.verdict != .unchanged }.map { assessment in
      Finding(
        "\(assessment.loader.name) \(assessment.verdict == .fails ? "does not load it" : "loads it, but"): "
          + assessment.reason,
        remedy: assessment.advice, files: assessment.files)
    }
    let table = ResultTable(
      "What loads the dataset", columns: ["loader", "loads", "why", "what to do"],
      rows: assessments.map {
        [.text($0.loader.name), .text($0.verdict.rawValue), .text($0.reason), .text($0.advice)]
      })
    return CheckReport(summary: Self.summary(assessments), findings: findings, tables: [table])
  }

  private static func summary(_ assessments: [LoaderAssessment]) -> String {
    func count(_ verdict: LoaderAssessment.Verdict) -> Int { assessments.count { $0.verdict == verdict } }
    return "\(count(.unchanged)) of \(assessments.count) load it unchanged"
      + (count(.withCare) == 0 ? "" : ", \(count(.withCare)) with care")
  }
}
