internal import DatasetFormat
internal import IDX
internal import Wording

/// A check for files with fewer or more bytes than their headers announce.
struct ByteCounts: Check {
  static let description = CheckDescription(
    "byte-count", .container, .error, finds: "a file with fewer or more bytes than its header announces",
    because: "a cut-off download gives shape errors, or zeros, and loaders pass over what is appended")

  init(_ thresholds: ThresholdValues) {}

  private static let codes: [IDXError.Code] = [.truncated, .trailingBytes, .sizeOverflow, .limitExceeded]

  func run(in context: CheckContext) -> CheckReport {
    let idxFiles = context.dataset.idxFiles
    let findings = idxFiles.compactMap { idxFile -> Finding? in
      guard let error = idxFile.error, Self.codes.contains(error.code) else { return nil }
      guard error.code != .limitExceeded else {
        let announced = idxFile.header.map { grouped($0.payloadByteCount) } ?? "more"
        return Finding(
          "\(idxFile.path): \(grouped(idxFile.byteCount)) compressed bytes announce \(announced): "
            + "a decompression bomb, or images that are all but blank",
          remedy: "do not open it unless you know where it comes from; then decompress it with gzip -d first",
          files: [idxFile.path])
      }
      return Finding("\(idxFile.path): \(error.message)", remedy: "replace the file", files: [idxFile.path])
    }
    let byteCount = idxFiles.filter { $0.error == nil }.reduce(0) { $0 + ($1.header?.payloadByteCount ?? 0) }
    return CheckReport(
      summary: "\(grouped(byteCount)) bytes of elements, all that was announced", findings: findings
    )
    .withSummary("\(counted(findings.count, "file")) not as long as announced")
  }
}
