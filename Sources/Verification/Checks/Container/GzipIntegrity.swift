internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Is what gzip packed still what comes out?
struct GzipIntegrity: Check {
  static let description = CheckDescription(
    "gzip-integrity", .container, .error,
    finds: "compressed data that is damaged, by its CRC, its length or itself",
    because: "some loaders do not check, and train on damaged pictures")

  init(_ thresholds: ThresholdValues) {}

  private static let codes: [IDXError.Code] = [.corruptGzip, .checksumMismatch, .lengthMismatch]

  func examine(_ examination: Examination) -> CheckReport {
    let archives = examination.dataset.archives
    let damaged = archives.compactMap { archive -> Finding? in
      guard let error = archive.error, Self.codes.contains(error.code) else { return nil }
      return Finding("\(archive.path): \(error.message)", remedy: "replace the file", files: [archive.path])
    }
    let joined = archives.filter { $0.gzipMemberCount > 1 }.map { archive in
      Finding(
        "\(archive.path): \(archive.gzipMemberCount) gzip members stand one after the other; some readers see only the first",
        remedy: "compress it again as a whole: gzip -dc FILE | gzip -n > NEW", files: [archive.path])
    }
    let compressed = archives.filter { $0.name.isNamedGzip || $0.gzipMemberCount > 0 }
    guard !compressed.isEmpty else { return .skipped("no archive is compressed") }
    return CheckReport(
      summary: "\(counted(compressed.count, "compressed file")), checksums right", findings: damaged + joined
    )
    .withSummary("\(counted(damaged.count + joined.count, "compressed file")) not sound")
  }
}
