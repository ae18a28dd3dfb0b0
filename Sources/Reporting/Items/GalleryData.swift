internal import DatasetBuilding
internal import DatasetReading

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What the page's script knows of the items; keys are short, because there are thousands.
struct GalleryData: Encodable {
  struct Item: Encodable {
    /// Split, 0 for train.
    let s: Int
    /// Index in the split.
    let i: Int
    /// Label.
    let l: Int
    /// Photo.
    let p: String?
    /// SHA-256 of the photo.
    let h: String?
    /// Crop.
    let c: String?
    /// Findings: the check's number in `checks`, and its words.
    let f: [Finding]?
    /// Labels and their probabilities in thousandths, the most probable first.
    let q: [[Int]]?
    /// Cross-entropy of the given label, thousandths.
    let o: Int?
    /// The photo's own label, if it was corrected.
    let n: String?
    /// Suspicion: rank and likely label.
    let w: [Int]?
  }

  struct Finding: Encodable {
    let check: Int
    let detail: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      try container.encode(check)
      try container.encode(detail)
    }
  }

  let classes: [String]
  let checks: [String]
  let splits = Split.allCases.map(\.rawValue)
  let columns: Int
  let items: [Item]
  /// The dataset, so that marks of one are not shown in another's report.
  let key: String
  let corrections: [Report.Correction]
  let command: String

  /// More classes than these are not listed for an item.
  private static let shownProbabilityCount = 10

  init(_ gallery: Gallery, key: String, report: Report) {
    let checks = Set(gallery.items.flatMap { $0.findings.map(\.check) }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($1, $0) })
    classes = gallery.classNames
    self.checks = checks
    self.key = key
    corrections = report.corrections
    command = report.command
    columns = gallery.atlas.columnCount
    items = gallery.items.map { item in
      Item(
        s: Split.allCases.firstIndex(of: item.position.split) ?? 0, i: item.position.index, l: item.label,
        p: item.source, h: item.sha256, c: item.crop,
        f: item.findings.isEmpty
          ? nil : item.findings.map { Finding(check: numbers[$0.check] ?? 0, detail: $0.detail) },
        q: item.prediction.map(Self.probabilities), o: item.prediction.map(Self.loss),
        n: item.formerLabel, w: item.suspicion.map { [$0.rank, $0.likely] })
    }
  }

  private static func probabilities(_ prediction: Gallery.Prediction) -> [[Int]] {
    let values = prediction.probabilities
    let ranked = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    return ranked.prefix(shownProbabilityCount).map { [$0, Int((values[$0] * 1000).rounded())] }
  }

  private static func loss(_ prediction: Gallery.Prediction) -> Int {
    Int((1000 * prediction.loss).rounded())
  }

  /// JSON that can stand in a page: nothing in it ends the element around it.
  func json() throws -> Markup {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    let text = String(decoding: try encoder.encode(self), as: UTF8.self)
    return Markup(trusted: text.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028"))
  }
}
