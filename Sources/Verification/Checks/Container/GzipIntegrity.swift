internal import DatasetFormat
internal import IDX
internal import Wording

/// A check for damaged gzip data, and for files with several gzip members.
struct GzipIntegrity: Check {
  static let description = CheckDescription(
    "gzip-integrity", .container, .error,
    finds: "compressed data that is damaged, by its CRC, its length or itself",
    because: "some loaders do not check, and train on damaged pictures")

  init(_ thresholds: ThresholdValues) {}

  private static let codes: [IDXError.Code] = [.corruptGzip, .checksumMismatch, .lengthMismatch]

  func run(in context: CheckContext) -> CheckReport {
    let idxFiles = context.dataset.idxFiles
    let damaged = idxFiles.compactMap { idxFile -> Finding? in
      guard let error = idxFile.error, Self.codes.contains(error.code) else { return nil }
      return Finding("\(idxFile.path): \(error.message)", remedy: "replace the file", files: [idxFile.path])
    }
    let joined = idxFiles.filter { $0.gzipMemberCount > 1 }.map { idxFile in
      Finding(
        "\(idxFile.path): \(idxFile.gzipMemberCount) gzip members stand one after the other; some readers see only the first",
        remedy: "compress it again as a whole: gzip -dc FILE | gzip -n > NEW", files: [idxFile.path])
    }
    let compressed = idxFiles.filter { $0.name.isNamedGzip || $0.gzipMemberCount > 0 }
    guard !compressed.isEmpty else { return .skipped("no file is compressed") }
    return CheckReport(
      summary: "\(counted(compressed.count, "compressed file")), checksums right", findings: damaged + joined
    )
    .withSummary("\(counted(damaged.count + joined.count, "compressed file")) not sound")
  }
}
