internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Are the images of both splits alike in kind?
struct ImageSize: Check {
  static let description = CheckDescription(
    "image-size", .container, .error, finds: "images of another size, or in colour, in one split",
    because: "a network takes one size")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    let archives = Split.allCases.compactMap { dataset.archive($0, .images) }.filter {
      ($0.header?.dimensions.count ?? 0) >= 3
    }
    guard let first = archives.first?.header?.dimensions.dropFirst() else {
      return .skipped("no images can be read")
    }
    func described(_ dimensions: ArraySlice<Int>) -> String {
      let sides = Array(dimensions)
      return "\(sides[1])x\(sides[0])"
        + (sides.count > 2 && sides[2] != 1 ? " with \(sides[2]) channels" : "")
    }
    var findings: [Finding] = []
    for archive in archives.dropFirst() {
      guard let other = archive.header?.dimensions.dropFirst(), other != first else { continue }
      findings.append(
        Finding(
          "\(archives[0].name.split.rawValue) has images of \(described(first)), \(archive.name.split.rawValue) of \(described(other))",
          remedy: "make both splits with one pipeline", files: [archives[0].path, archive.path]))
    }
    if first.contains(0) {
      findings.append(
        Finding(
          "the images have a side of 0 pixels: \(described(first))", remedy: "write them with their size",
          files: [archives[0].path]))
    }
    return CheckReport(summary: "\(described(first)) everywhere", findings: findings)
      .withSummary("the splits differ")
  }
}
