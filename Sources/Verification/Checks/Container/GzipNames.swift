internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// What will unpackers call the files?
struct GzipNames: Check {
  static let description = CheckDescription(
    "gzip-name", .container, .warning, finds: "a name in a gzip header that is not the file's",
    because: "gzip -N and 7-Zip unpack under that name, and loaders then do not find the file")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let archives = examination.dataset.archives.filter { $0.gzipHeader != nil }
    guard !archives.isEmpty else { return .skipped("no archive is compressed") }
    let findings = archives.compactMap { archive -> Finding? in
      guard let name = archive.gzipHeader?.name, name != archive.name.stem,
        // A file that was renamed is still unpacked under the name that loaders look for.
        name != archive.name.canonicalStem(rank: archive.header?.dimensions.count == 4 ? 4 : 3)
      else { return nil }
      return Finding(
        "\(archive.path): its gzip header calls the content '\(name)'",
        remedy:
          "compress it again under its name: gzip -d \(archive.name.stem).gz && gzip -n \(archive.name.stem)",
        files: [archive.path])
    }
    let namedCount = archives.count { $0.gzipHeader?.name != nil }
    return CheckReport(
      summary: namedCount == 0 ? "no names in the gzip headers" : "names in the gzip headers as the files'",
      findings: findings
    ).withSummary("\(counted(findings.count, "file")) would be unpacked under another name")
  }
}
