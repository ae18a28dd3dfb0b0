internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Are there as many bytes as the headers announce?
struct ByteCounts: Check {
  static let description = CheckDescription(
    "byte-count", .container, .error, finds: "a file with fewer or more bytes than its header announces",
    because: "a cut-off download gives shape errors, or zeros, and loaders pass over what is appended")

  init(_ thresholds: ThresholdValues) {}

  private static let codes: [IDXError.Code] = [.truncated, .trailingBytes, .sizeOverflow, .limitExceeded]

  func examine(_ examination: Examination) -> CheckReport {
    let archives = examination.dataset.archives
    let findings = archives.compactMap { archive -> Finding? in
      guard let error = archive.error, Self.codes.contains(error.code) else { return nil }
      guard error.code != .limitExceeded else {
        let announced = archive.header.map { grouped($0.payloadByteCount) } ?? "more"
        return Finding(
          "\(archive.path): \(grouped(archive.byteCount)) compressed bytes announce \(announced): "
            + "a decompression bomb, or images that are all but blank",
          remedy: "do not open it unless you know where it comes from; then decompress it with gzip -d first",
          files: [archive.path])
      }
      return Finding("\(archive.path): \(error.message)", remedy: "replace the file", files: [archive.path])
    }
    let byteCount = archives.filter { $0.error == nil }.reduce(0) { $0 + ($1.header?.payloadByteCount ?? 0) }
    return CheckReport(
      summary: "\(grouped(byteCount)) bytes of elements, all that was announced", findings: findings
    )
    .withSummary("\(counted(findings.count, "file")) not as long as announced")
  }
}
