internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Are the files called what loaders look for?
struct ArchiveNames: Check {
  static let description = CheckDescription(
    "archive-names", .container, .warning, finds: "an archive whose name loaders do not look for",
    because:
      "the first downloads of MNIST had a dot where loaders expect a hyphen, and people still meet both")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let archives = examination.dataset.archives
    let findings = archives.compactMap { archive -> Finding? in
      // A prefix such as EMNIST's is another dataset's own name, and its loaders look for it.
      guard let expected = Self.expectedStem(archive), archive.name.stem != expected else { return nil }
      let suffix = archive.name.isNamedGzip ? ".gz" : ""
      return Finding(
        "\(archive.path) is not called \(expected)\(suffix)",
        remedy: "rename it: mv \(archive.name.stem)\(suffix) \(expected)\(suffix)", files: [archive.path])
    }
    // Of a file that cannot be read it is not known what it should have been.
    let misnamed = archives.filter {
      $0.error == nil && $0.name.isNamedGzip != ($0.gzipMemberCount > 0)
    }.map { archive in
      Finding(
        archive.name.isNamedGzip
          ? "\(archive.path) is not gzipped, though its name says so"
          : "\(archive.path) is gzipped, though its name does not say so",
        remedy: archive.name.isNamedGzip
          ? "remove .gz from its name, or compress it with gzip" : "add .gz to its name, or decompress it",
        files: [archive.path])
    }
    return CheckReport(summary: "named as loaders expect", findings: findings + misnamed)
      .withSummary("\(counted(findings.count + misnamed.count, "name")) that loaders do not look for")
  }

  private static func expectedStem(_ archive: Archive) -> String? {
    guard archive.name.prefix.isEmpty else { return nil }
    return archive.name.canonicalStem(rank: archive.header?.dimensions.count == 4 ? 4 : 3)
  }
}
