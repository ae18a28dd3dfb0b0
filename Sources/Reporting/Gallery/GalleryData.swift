internal import DatasetFormat
internal import ImageCore

/// The gallery as JSON for the page's script; keys are short, because there are thousands of images.
struct GalleryData: Encodable {
  struct ImageEntry: Encodable {
    /// The index of the split, 0 for train.
    let s: Int
    /// The index within the split.
    let i: Int
    /// The label.
    let l: Int
    /// The photo's path.
    let p: String?
    /// The SHA-256 of the photo.
    let h: String?
    /// The crop in words.
    let c: String?
    /// The findings: the check's index in `checks`, and the detail.
    let f: [Finding]?
    /// Pairs of a label and its probability in thousandths, the most probable first.
    let q: [[Int]]?
    /// The cross-entropy of the given label, in thousandths.
    let o: Int?
    /// The photo's original label, if it was corrected.
    let n: String?
    /// The suspicion: rank and likely label.
    let w: [Int]?
    /// A small JPEG of the photo in base 64; empty if the photo is loaded from its own file.
    let v: String?
    /// What was kept of the photo, in thousandths of its width and height: x, y, width, height.
    let k: [Int]?
    /// The stages.
    let t: [Stage]?
  }

  struct Stage: Encodable {
    let name: String
    let parameters: String
    let size: String
    /// A PNG in base 64.
    let picture: String
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
  /// The folder of the photos, relative to the page's; nil if no photo is loaded from its own file.
  let photos: String?
  let images: [ImageEntry]
  /// The identity of the dataset, so that marks made for one dataset are not shown in another's report.
  let key: String
  let corrections: [Report.Correction]
  let command: String

  /// The number of classes whose probabilities are listed for an image.
  private static let shownProbabilityCount = 10

  init(_ gallery: Gallery, key: String, report: Report) {
    let checks = Set(gallery.examples.flatMap { $0.findings.map(\.check) }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($1, $0) })
    classes = gallery.classNames
    self.checks = checks
    self.key = key
    corrections = report.corrections
    command = report.command
    columns = gallery.atlas.columnCount
    photos = gallery.photoFolder
    images = gallery.examples.map { example in
      let stages = (example.photo?.stages ?? []).map {
        Stage(name: $0.name, parameters: $0.parameters, size: $0.size, picture: Atlas.base64($0.picture))
      }
      return ImageEntry(
        s: Split.allCases.firstIndex(of: example.position.split) ?? 0, i: example.position.index,
        l: example.label,
        p: example.source, h: example.sha256, c: example.crop,
        f: example.findings.isEmpty
          ? nil : example.findings.map { Finding(check: numbers[$0.check] ?? 0, detail: $0.detail) },
        q: example.prediction.map(Self.probabilities), o: example.prediction.map(Self.loss),
        n: example.formerLabel, w: example.suspicion.map { [$0.rank, $0.likely] },
        v: example.photo.map { $0.picture.map(Atlas.base64) ?? "" },
        k: example.photo?.crop.map { [$0.x, $0.y, $0.width, $0.height] }, t: stages.isEmpty ? nil : stages)
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

  func json() throws -> Markup { try Markup(scriptData: self) }
}
