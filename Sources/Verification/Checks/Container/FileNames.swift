internal import DatasetFormat
internal import IDX
internal import Wording

/// A check for files with names that loaders do not look for.
struct FileNames: Check {
  static let description = CheckDescription(
    "file-names", .container, .warning, finds: "a file whose name loaders do not look for",
    because:
      "the first downloads of MNIST had a dot where loaders expect a hyphen, and people still meet both")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let idxFiles = context.dataset.idxFiles
    let findings = idxFiles.compactMap { idxFile -> Finding? in
      // A file with a prefix such as EMNIST's has the name of another dataset, whose loaders look for it.
      guard let expected = Self.expectedStem(idxFile), idxFile.name.stem != expected else { return nil }
      let suffix = idxFile.name.isNamedGzip ? ".gz" : ""
      return Finding(
        "\(idxFile.path) is not called \(expected)\(suffix)",
        remedy: "rename it: mv \(shellQuoted(idxFile.name.stem + suffix)) \(expected)\(suffix)",
        files: [idxFile.path])
    }
    // For a file that cannot be read, the intended packaging is not known.
    let misnamed = idxFiles.filter {
      $0.error == nil && $0.name.isNamedGzip != ($0.gzipMemberCount > 0)
    }.map { idxFile in
      Finding(
        idxFile.name.isNamedGzip
          ? "\(idxFile.path) is not gzipped, though its name says so"
          : "\(idxFile.path) is gzipped, though its name does not say so",
        remedy: idxFile.name.isNamedGzip
          ? "remove .gz from its name, or compress it with gzip" : "add .gz to its name, or decompress it",
        files: [idxFile.path])
    }
    return CheckReport(summary: "named as loaders expect", findings: findings + misnamed)
      .withSummary("\(counted(findings.count + misnamed.count, "name")) that loaders do not look for")
  }

  private static func expectedStem(_ idxFile: IDXFileSummary) -> String? {
    guard idxFile.name.prefix.isEmpty else { return nil }
    return idxFile.name.canonicalStem(rank: idxFile.header?.dimensions.count == 4 ? 4 : 3)
  }
}
