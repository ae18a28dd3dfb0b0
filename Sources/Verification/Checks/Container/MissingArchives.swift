internal import DatasetBuilding
internal import DatasetReading

/// Are all four archives there?
struct MissingArchives: Check {
  static let description = CheckDescription(
    "missing-archives", .container, .error, finds: "an archive that is not there, of the four",
    because: "most loaders demand all four files, even to read the training images alone")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    let findings = Split.allCases.flatMap { split in
      ArchiveName.Content.allCases.compactMap { content -> Finding? in
        guard dataset.archive(split, content) == nil else { return nil }
        let name = content == .images ? split.imagesName() : split.labelsName
        return Finding(
          "\(name) is missing", remedy: "copy it into the folder, raw or as .gz, or make the dataset again",
          files: [name])
      }
    }
    let byteCount = dataset.archives.reduce(0) { $0 + $1.byteCount }
    return CheckReport(
      summary: "\(counted(dataset.archives.count, "archive")), \(grouped(byteCount)) bytes",
      findings: findings)
  }
}
