internal import DatasetFormat
internal import Wording

/// A check for uncompressed files that differ from the compressed files beside them.
struct RawBesideGzip: Check {
  static let description = CheckDescription(
    "raw-beside-gzip", .container, .error,
    finds: "an uncompressed file that differs from the compressed one beside it",
    because: "some loaders read the one, some the other, and people compare results from both")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let byIDXFile = Dictionary(grouping: context.dataset.idxFiles.filter { $0.payloadSHA256 != nil }) {
      "\($0.name.split.rawValue) \($0.name.content.rawValue)"
    }
    let doubles = byIDXFile.values.filter { $0.count > 1 }.sorted { $0[0].path < $1[0].path }
    guard !doubles.isEmpty else { return .skipped("no file stands there twice") }
    let findings = doubles.filter { Set($0.map(\.payloadSHA256)).count > 1 }.map { idxFiles in
      Finding(
        idxFiles.map(\.path).joined(separator: " and ") + " hold different bytes",
        remedy: "find out which is right, and make the other from it (gzip -dkf, gzip -kf)",
        files: idxFiles.map(\.path))
    }
    return CheckReport(
      summary: "\(counted(doubles.count, "file")) both raw and compressed, equal", findings: findings
    )
    .withSummary("\(counted(findings.count, "file")) of two minds")
  }
}
