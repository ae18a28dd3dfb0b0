internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Do the headers say what MNIST's say?
struct IDXHeaders: Check {
  static let description = CheckDescription(
    "idx-header", .container, .error,
    finds: "a magic number, element type or number of dimensions that is not MNIST's",
    because: "loaders that check refuse the file, and those that do not read noise")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let archives = examination.dataset.archives
    let findings = archives.flatMap(Self.findings)
    let kinds = Set(archives.compactMap { $0.header?.elementType.description }).sorted()
    return CheckReport(
      summary: "\(counted(archives.count, "header")), elements of \(kinds.joined(separator: ", "))",
      findings: findings)
  }

  private static func findings(about archive: Archive) -> [Finding] {
    guard let header = archive.header else {
      guard let error = archive.error, [.notIDX, .unknownElementType].contains(error.code) else { return [] }
      return [Finding("\(archive.path): \(error.message)", remedy: "replace the file", files: [archive.path])]
    }
    var findings: [Finding] = []
    if header.elementType != .uint8 {
      findings.append(
        Finding(
          "\(archive.path): the elements are \(header.elementType), expected uint8",
          remedy: "write it with bytes of 0 to 255", files: [archive.path]))
    }
    let rank = header.dimensions.count
    let isRight =
      archive.name.content == .labels
      ? rank == 1 : rank == 3 || (rank == 4 && [1, 3].contains(header.dimensions[3]))
    if !isRight {
      let expected =
        archive.name.content == .labels
        ? "1, the number of labels" : "3, images, rows and columns (or 4, with 3 channels, for colour)"
      findings.append(
        Finding(
          "\(archive.path): the header has \(counted(rank, "dimension")), \(header.dimensions), expected \(expected)",
          remedy: "reshape the array before it is written", files: [archive.path]))
    }
    return findings
  }
}
