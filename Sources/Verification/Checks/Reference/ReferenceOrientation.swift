internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for classes that are mirrored, turned or transposed relative to the reference.
struct ReferenceOrientation: Check {
  static let description = CheckDescription(
    "reference-orientation", .reference, .warning,
    finds: "a class that is mirrored, turned or transposed beside the reference (--against)",
    because: "a network that knows shoes pointing left takes those pointing right for something else",
    thresholds: [
      Threshold("gain", "correlation of the mean images that turning one must add", 0.001...2, default: 0.1),
      Threshold(
        "correlation", "correlation that the turned mean image must have to be the same thing", -1...1,
        default: 0.7),
    ])

  private let gain: Double
  private let correlation: Double

  private static let minimumExampleCount = 20

  init(_ thresholds: ThresholdValues) {
    gain = thresholds["gain"]
    correlation = thresholds["correlation"]
  }

  func run(in context: CheckContext) async throws -> CheckReport {
    guard let reference = context.reference else { return .skipped("no reference was named") }
    let dataset = context.dataset
    guard let size = dataset.splits.first?.size else { return .skipped("no split can be read") }
    let means = context.meansOfAll
    let otherMeans = reference.means
    var rows: [[ResultTable.Cell]] = []
    var details: [String] = []
    var symmetries: Set<Symmetry> = []
    for pair in ClassMatching(dataset, reference.dataset).pairs {
      guard
        min(means.counts[pair.label] ?? 0, otherMeans.counts[pair.referenceLabel] ?? 0)
          >= Self.minimumExampleCount,
        let match = SymmetryMatch(
          means.images[pair.label] ?? [], laidLike: otherMeans.images[pair.referenceLabel] ?? [], size)
      else { continue }
      let asItIs = match.correlation - match.gain
      rows.append([
        .text(pair.name), .number(asItIs, decimals: 3), .text(match.symmetry.rawValue),
        .number(match.correlation, decimals: 3),
      ])
      guard match.gain > gain, match.correlation >= correlation else { continue }
      symmetries.insert(match.symmetry)
      details.append(
        "\(pair.name): the mean images correlate by \(decimal(asItIs, 2)), \(match.symmetry.rawValue) by \(decimal(match.correlation, 2))"
      )
    }
    guard !rows.isEmpty else {
      return .skipped("no class has \(Self.minimumExampleCount) images in both datasets")
    }
    let remedy =
      symmetries == [.mirrored]
      ? "convert the photos again with --mirror-like \(reference.dataset.root), if a network trained on the reference is to recognise them"
      : "turn the photos of these classes, if a network trained on the reference is to recognise them"
    let classes = counted(rows.count, "class", plural: "classes")
    return CheckReport(
      summary: "\(classes) oriented as the reference's",
      findings: details.isEmpty
        ? []
        : [
          Finding(
            "\(details.count) of \(classes) are oriented differently from the reference's", remedy: remedy,
            details: details)
        ],
      tables: [
        ResultTable(
          "mean images beside the reference's",
          columns: ["class", "correlation", "best", "correlation then"],
          rows: rows)
      ]
    ).withSummary("\(details.count) of \(classes) are oriented differently from the reference's")
  }
}
