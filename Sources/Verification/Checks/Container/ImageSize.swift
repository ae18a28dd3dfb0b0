internal import DatasetFormat
internal import IDX

/// A check for splits whose images differ in size or channels.
struct ImageSize: Check {
  static let description = CheckDescription(
    "image-size", .container, .error, finds: "images of another size, or in colour, in one split",
    because: "a network takes one size")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let idxFiles = Split.allCases.compactMap { dataset.idxFile($0, .images) }.filter {
      ($0.header?.dimensions.count ?? 0) >= 3
    }
    guard let first = idxFiles.first?.header?.dimensions.dropFirst() else {
      return .skipped("no images can be read")
    }
    func described(_ dimensions: ArraySlice<Int>) -> String {
      let sides = Array(dimensions)
      return "\(sides[1])x\(sides[0])"
        + (sides.count > 2 && sides[2] != 1 ? " with \(sides[2]) channels" : "")
    }
    var findings: [Finding] = []
    for idxFile in idxFiles.dropFirst() {
      guard let other = idxFile.header?.dimensions.dropFirst(), other != first else { continue }
      findings.append(
        Finding(
          "\(idxFiles[0].name.split.rawValue) has images of \(described(first)), \(idxFile.name.split.rawValue) of \(described(other))",
          remedy: "make both splits with one pipeline", files: [idxFiles[0].path, idxFile.path]))
    }
    if first.contains(0) {
      findings.append(
        Finding(
          "the images have a side of 0 pixels: \(described(first))", remedy: "write them with their size",
          files: [idxFiles[0].path]))
    }
    return CheckReport(summary: "\(described(first)) everywhere", findings: findings)
      .withSummary("the splits differ")
  }
}
