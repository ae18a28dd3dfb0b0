internal import DatasetFormat
internal import IDX
internal import Wording

/// A check for names in gzip headers that differ from the files' names, because some programs unpack under them.
struct GzipNames: Check {
  static let description = CheckDescription(
    "gzip-name", .container, .warning, finds: "a name in a gzip header that is not the file's",
    because: "gzip -N and 7-Zip unpack under that name, and loaders then do not find the file")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let idxFiles = context.dataset.idxFiles.filter { $0.gzipHeader != nil }
    guard !idxFiles.isEmpty else { return .skipped("no file is compressed") }
    let findings = idxFiles.compactMap { idxFile -> Finding? in
      guard let name = idxFile.gzipHeader?.name, name != idxFile.name.stem,
        // The header of a renamed file may hold the name that loaders look for, which is right.
        name != idxFile.name.canonicalStem(rank: idxFile.header?.dimensions.count == 4 ? 4 : 3)
      else { return nil }
      return Finding(
        "\(idxFile.path): its gzip header calls the content '\(name)'",
        remedy:
          "compress it again under its name: gzip -d \(idxFile.name.stem).gz && gzip -n \(idxFile.name.stem)",
        files: [idxFile.path])
    }
    let namedCount = idxFiles.count { $0.gzipHeader?.name != nil }
    return CheckReport(
      summary: namedCount == 0 ? "no names in the gzip headers" : "names in the gzip headers as the files'",
      findings: findings
    ).withSummary("\(counted(findings.count, "file")) would be unpacked under another name")
  }
}
