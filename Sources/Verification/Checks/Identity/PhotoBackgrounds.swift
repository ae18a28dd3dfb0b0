internal import DatasetFormat
internal import Wording

/// A check for photos whose background the dataset's pipeline could not trim.
struct PhotoBackgrounds: Check {
  static let description = CheckDescription(
    "photo-backgrounds", .identity, .error,
    finds: "photos on another background than white, where the pipeline trims white (a tenth: a warning)",
    because:
      "what cannot be trimmed stays in the image, and a network learns the table instead of the product",
    thresholds: [
      Threshold("warning", "share of the images from such photos that is a warning", 0...1, default: 0.1),
      Threshold("error", "share of the images from such photos that is an error", 0...1, default: 0.5),
    ])

  private let warningShare: Double
  private let errorShare: Double

  init(_ thresholds: ThresholdValues) {
    warningShare = thresholds["warning"]
    errorShare = thresholds["error"]
  }

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    guard let manifest = dataset.manifest, let description = dataset.description else {
      return .skipped("there are no \(DatasetFile.manifest) and \(DatasetFile.description)")
    }
    let pipeline = description.recipe.pipeline
    guard pipeline.trimsWhiteBackground else {
      return .skipped("pipeline '\(pipeline.name)' does not need a white background")
    }
    let rows = manifest.rows.filter { $0.background != nil }
    guard !rows.isEmpty else { return .skipped("\(DatasetFile.manifest) records no backgrounds") }
    let others = rows.filter { Self.namesInWords[$0.background ?? ""] != nil }
    let share = Double(others.count) / Double(rows.count)
    let parts = others.groupedByFrequency { $0.background ?? "" }.map {
      "\(grouped($0.elements.count)) on \(Self.namesInWords[$0.key] ?? $0.key)"
    }
    guard !others.isEmpty else {
      return CheckReport(summary: "all of \(counted(rows.count, "photo")) are on white, or cut out")
    }
    let summary =
      "\(percent(share)) of \(counted(rows.count, "photo")): \(parts.joined(separator: ", "))"
    guard share >= warningShare else { return CheckReport(summary: summary) }
    return CheckReport(
      summary: summary,
      findings: [
        Finding(
          "\(grouped(others.count)) of \(counted(rows.count, "photo")) (\(percent(share))) are not on a white background: "
            + parts.joined(separator: ", "),
          remedy:
            "convert them again with --pipeline product-photos, which finds the product on its background",
          severity: share > errorShare ? .error : .warning,
          examples: others.map { Finding.Example($0.position, $0.background ?? "") })
      ])
  }

  /// The values of the manifest's column that are not white or transparent, in words.
  private static let namesInWords = ["plain": "one other colour", "uneven": "an uneven background"]
}
