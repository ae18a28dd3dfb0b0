internal import DatasetFormat
internal import Wording

/// A check for missing IDX files.
struct MissingFiles: Check {
  static let description = CheckDescription(
    "missing-files", .container, .error, finds: "an IDX file that is not there, of the four",
    because: "most loaders demand all four files, even to read the training images alone")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let findings = dataset.expectedSplits.flatMap { split in
      IDXFileName.Content.allCases.compactMap { content -> Finding? in
        guard dataset.idxFile(split, content) == nil else { return nil }
        let name = split.fileName(content, rank: 3)
        return Finding(
          "\(name) is missing", remedy: "copy it into the folder, raw or as .gz, or make the dataset again",
          files: [name])
      }
    }
    let byteCount = dataset.idxFiles.reduce(0) { $0 + $1.byteCount }
    return CheckReport(
      summary: "\(counted(dataset.idxFiles.count, "file")), \(grouped(byteCount)) bytes",
      findings: findings)
  }
}
