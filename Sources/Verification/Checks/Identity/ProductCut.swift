internal import DatasetFormat
internal import Wording

/// A check for products that the stage `isolate` may have cut out wrongly, by what the manifest records of it.
///
/// No measure tells all failures; these are signs only.
struct ProductCut: Check {
  static let description = CheckDescription(
    "product-cut", .identity, .warning,
    finds: "products that may be cut out of their photos wrongly (fewer than a tenth: a note)",
    because: "a cut that takes a pillow for the product gives an image of the pillow",
    thresholds: [
      Threshold("share", "share of the photo below which a product is tiny", 0...1, default: 0.02),
      Threshold("pieces", "number of separate pieces of a product that are many", 2...1000, default: 4),
      Threshold("warning", "share of the images that is a warning", 0...1, default: 0.1),
    ])

  private let leastShare: Double
  private let manyPieces: Double
  private let warningShare: Double

  init(_ thresholds: ThresholdValues) {
    leastShare = thresholds["share"]
    manyPieces = thresholds["pieces"]
    warningShare = thresholds["warning"]
  }

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let rows = dataset.manifest?.rows.filter { $0.isolation != nil } ?? []
    guard !rows.isEmpty else { return .skipped("no product was cut out by the stage 'isolate'") }
    // The gravest first: nothing found, then what leaves the photo, then what is tiny or in pieces.
    let doubts = rows.compactMap { row in doubt(about: row).map { (row.position, $0) } }.sorted {
      ($0.1.rank, $0.0) < ($1.1.rank, $1.0)
    }
    let share = Double(doubts.count) / Double(rows.count)
    let methods = rows.groupedByFrequency { $0.isolation?.method ?? "" }
    return CheckReport(
      summary:
        "\(counted(rows.count, "product")) cut out: "
        + methods.map { "\(Self.words[$0.key] ?? $0.key) \(grouped($0.elements.count))" }.joined(
          separator: ", "),
      findings: doubts.isEmpty
        ? []
        : [
          Finding(
            "\(counted(doubts.count, "product")) that may be cut out wrongly (\(percent(share)) of \(grouped(rows.count)))",
            remedy:
              "look at them with 'fmbuild show \(dataset.root) NUMBER --trace'; take those photos again on a background of another "
              + "colour, with a margin around the product, or drop them",
            severity: share >= warningShare ? .warning : .note,
            examples: doubts.map { Finding.Example($0.0, $0.1.text) })
        ],
      tables: [
        ResultTable(
          "how the products were told from their backgrounds", columns: ["by", "images"],
          rows: methods.map { [.text(Self.words[$0.key] ?? $0.key), .count($0.elements.count)] })
      ])
  }

  private static let words = [
    "alpha": "transparency", "white": "a white background", "cut": "a cut over colours", "none": "nothing",
  ]

  private func doubt(about row: ManifestRow) -> (rank: Double, text: String)? {
    guard let isolation = row.isolation else { return nil }
    if isolation.method == "none" { return (0, "no product was found") }
    // Three borders and more are no product that hangs from above, but a background.
    if let count = row.crop?.touchedBorderCount, count >= 3, isolation.method == "cut" {
      return (5 - Double(count), "it reaches \(count) borders of the photo")
    }
    if isolation.share < leastShare {
      return (3 + isolation.share, "it covers \(percent(isolation.share)) of the photo")
    }
    if let pieces = isolation.pieceCount, Double(pieces) >= manyPieces {
      return (4 + 1 / Double(pieces), "it is in \(pieces) pieces")
    }
    return nil
  }
}
