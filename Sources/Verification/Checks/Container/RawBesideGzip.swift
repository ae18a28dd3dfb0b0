internal import DatasetBuilding
internal import DatasetReading

/// Do the raw and the compressed file of an archive hold the same?
struct RawBesideGzip: Check {
  static let description = CheckDescription(
    "raw-beside-gzip", .container, .error,
    finds: "an uncompressed file that differs from the compressed one beside it",
    because: "some loaders read the one, some the other, and people compare results from both")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let byArchive = Dictionary(grouping: examination.dataset.archives.filter { $0.payloadSHA256 != nil }) {
      "\($0.name.split.rawValue) \($0.name.content.rawValue)"
    }
    let doubles = byArchive.values.filter { $0.count > 1 }.sorted { $0[0].path < $1[0].path }
    guard !doubles.isEmpty else { return .skipped("no archive stands there twice") }
    let findings = doubles.filter { Set($0.map(\.payloadSHA256)).count > 1 }.map { archives in
      Finding(
        archives.map(\.path).joined(separator: " and ") + " hold different bytes",
        remedy: "find out which is right, and make the other from it (gzip -dkf, gzip -kf)",
        files: archives.map(\.path))
    }
    return CheckReport(
      summary: "\(counted(doubles.count, "archive")) both raw and compressed, equal", findings: findings
    )
    .withSummary("\(counted(findings.count, "archive")) of two minds")
  }
}
