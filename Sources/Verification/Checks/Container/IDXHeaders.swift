internal import DatasetFormat
internal import IDX
internal import Wording

/// A check for magic numbers, element types and numbers of dimensions that differ from MNIST's.
struct IDXHeaders: Check {
  static let description = CheckDescription(
    "idx-header", .container, .error,
    finds: "a magic number, element type or number of dimensions that is not MNIST's",
    because: "loaders that check refuse the file, and those that do not read noise")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let idxFiles = context.dataset.idxFiles
    let findings = idxFiles.flatMap(Self.findings)
    let kinds = Set(idxFiles.compactMap { $0.header?.elementType.description }).sorted()
    return CheckReport(
      summary: "\(counted(idxFiles.count, "header")), elements of \(kinds.joined(separator: ", "))",
      findings: findings)
  }

  private static func findings(about idxFile: IDXFileSummary) -> [Finding] {
    guard let header = idxFile.header else {
      guard let error = idxFile.error, [.notIDX, .unknownElementType].contains(error.code) else { return [] }
      return [Finding("\(idxFile.path): \(error.message)", remedy: "replace the file", files: [idxFile.path])]
    }
    var findings: [Finding] = []
    if header.elementType != .uint8 {
      findings.append(
        Finding(
          "\(idxFile.path): the elements are \(header.elementType), expected uint8",
          remedy: "write it with bytes of 0 to 255", files: [idxFile.path]))
    }
    let rank = header.dimensions.count
    let isRight =
      idxFile.name.content == .labels
      ? rank == 1 : rank == 3 || (rank == 4 && [1, 3].contains(header.dimensions[3]))
    if !isRight {
      let expected =
        idxFile.name.content == .labels
        ? "1, the number of labels" : "3, images, rows and columns (or 4, with 3 channels, for colour)"
      findings.append(
        Finding(
          "\(idxFile.path): the header has \(counted(rank, "dimension")), \(header.dimensions), expected \(expected)",
          remedy: "reshape the array before it is written", files: [idxFile.path]))
    }
    return findings
  }
}
