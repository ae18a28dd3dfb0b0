internal import Configuration
internal import DatasetBuilding

/// How to convert photos again as a dataset was made, with a table of corrections.
struct ConvertCommand {
  let text: String

  init(_ description: DatasetDescription) {
    var words = ["fmbuild convert PHOTOS --out NEW --corrections corrections.csv"]
    if description.pipeline.name != PipelineLibrary.defaultName {
      words.append("--pipeline \(description.pipeline.name)")
    }
    if description.pipeline.isFast { words.append("--fast") }
    if let labels = description.labels, labels.origin == "table" {
      words.append("--labels \(labels.file ?? "TABLE")")
      if let columns = labels.columns, columns != Self.usualColumns {
        words.append(
          "--path-column \(columns.path) --label-column \(columns.label) --group-column \(columns.group) --split-column \(columns.split)"
        )
      }
    }
    if description.classOrigin == "file" { words.append("--classes CLASSES") }
    words += Self.splitWords(description.split) + Self.selectionWords(description.selection)
    if description.layout != DatasetLayout.flat.rawValue { words.append("--layout \(description.layout)") }
    text = words.joined(separator: " ")
  }

  private static let usualColumns = DatasetDescription.LabelsEntry.Columns(LabelFile.Columns())

  private static func splitWords(_ split: DatasetDescription.SplitEntry) -> [String] {
    var words: [String] = []
    let usual = DatasetPlan.Settings()
    switch (split.testFraction, split.train, split.t10k) {
    case (let fraction?, _, _):
      if case .fraction(fraction) = usual.rule { break }
      words.append("--test-fraction \(fraction)")
    case (_, let train?, let t10k?):
      words.append(split.rule == "total" ? "--exact-mnist" : "--per-class \(train),\(t10k)")
    default: break
    }
    if split.seed != usual.seed { words.append("--seed \(split.seed)") }
    if !split.isShuffled { words.append("--no-shuffle") }
    return words
  }

  private static func selectionWords(_ selection: DatasetDescription.Selection) -> [String] {
    var words: [String] = []
    if selection.keepsBlank { words.append("--keep-blank") }
    if selection.acceptsTruncated { words.append("--accept-truncated") }
    if selection.dropsDuplicates { words.append("--drop-duplicates") }
    if selection.minimumContrast > 0 {
      words.append("--exclude-low-contrast --contrast-limit \(selection.minimumContrast)")
    }
    return words
  }
}
