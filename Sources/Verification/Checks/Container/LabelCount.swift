internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Is there a label for every image?
struct LabelCount: Check {
  static let description = CheckDescription(
    "label-count", .container, .error, finds: "more images than labels, or fewer",
    because: "loaders take both without a word, and pair what does not belong together")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    var pairs: [String] = []
    var findings: [Finding] = []
    for split in Split.allCases {
      guard let images = dataset.archive(split, .images), let labels = dataset.archive(split, .labels),
        // What a damaged file announces says nothing about the other.
        images.error == nil, labels.error == nil, let imageCount = images.header?.dimensions.first,
        let labelCount = labels.header?.dimensions.first
      else { continue }
      pairs.append("\(grouped(imageCount)) in \(split.rawValue)")
      guard imageCount != labelCount else { continue }
      findings.append(
        Finding(
          "\(split.rawValue): \(counted(imageCount, "image")), but \(counted(labelCount, "label"))",
          remedy: "one of the files belongs to another dataset, or lost items: make both again together",
          files: [images.path, labels.path]))
    }
    guard !pairs.isEmpty else { return .skipped("no split has both images and labels that can be read") }
    return CheckReport(
      summary: "a label for every image, " + pairs.joined(separator: ", "), findings: findings
    )
    .withSummary("images and labels differ in number")
  }
}
