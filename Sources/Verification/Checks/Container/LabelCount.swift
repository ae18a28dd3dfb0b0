internal import DatasetFormat
internal import IDX
internal import Wording

/// A check for splits with different numbers of images and labels.
struct LabelCount: Check {
  static let description = CheckDescription(
    "label-count", .container, .error, finds: "more images than labels, or fewer",
    because: "loaders take both without a word, and pair what does not belong together")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    var pairs: [String] = []
    var findings: [Finding] = []
    for split in Split.allCases {
      guard let images = dataset.idxFile(split, .images), let labels = dataset.idxFile(split, .labels),
        // The header of a damaged file proves nothing about the other file.
        images.error == nil, labels.error == nil, let imageCount = images.header?.dimensions.first,
        let labelCount = labels.header?.dimensions.first
      else { continue }
      pairs.append("\(grouped(imageCount)) in \(split.rawValue)")
      guard imageCount != labelCount else { continue }
      findings.append(
        Finding(
          "\(split.rawValue): \(counted(imageCount, "image")), but \(counted(labelCount, "label"))",
          remedy: "one of the files belongs to another dataset, or lost images: make both again together",
          files: [images.path, labels.path]))
    }
    guard !pairs.isEmpty else { return .skipped("no split has both images and labels that can be read") }
    return CheckReport(
      summary: "a label for every image, " + pairs.joined(separator: ", "), findings: findings
    )
    .withSummary("images and labels differ in number")
  }
}
