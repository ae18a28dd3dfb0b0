package import DatasetFormat
package import Exporting
internal import Wording

/// All that a site is told about a dataset.
package struct PublishedDataset: Sendable {
  let dataset: ExportedDataset
  let about: About
  let facts: OwnerFacts
  let measurements: Measurements
  let process: [ProcessStep]
  /// The text of `manifest.csv`; nil if the dataset has none.
  let manifest: String?
  /// The columns of the manifest that catalogues are told of.
  let manifestColumns: [String]
  /// A picture of images of each class, as a PNG file; nil for none.
  let sprite: [UInt8]?

  /// - Parameters:
  ///   - dataset: the dataset as it was read.
  ///   - exported: the same dataset under the name that files get.
  ///   - manifest: the text of the manifest; nil if there is none.
  ///   - sprite: a picture for the card, as a PNG file; nil for none.
  /// - Throws: `ExportError` if the manifest is not that of the images, `DatasetError` if it cannot be read.
  package init(
    _ dataset: Dataset, exported: ExportedDataset, about: About, facts: OwnerFacts,
    measurements: Measurements,
    manifest: String?, sprite: [UInt8]?
  ) throws {
    // Rows of other images, or with other labels, must not be published beside these.
    for part in exported.parts { _ = try exported.photos(of: part) }
    self.dataset = exported
    self.about = about
    self.facts = facts
    self.measurements = measurements
    process = ProcessStep.steps(
      of: dataset.description, provenance: Provenance(of: dataset.idxFiles).sentence,
      owner: about.answer(to: .processing))
    self.manifest = manifest
    self.sprite = sprite
    let columns =
      try manifest.map { try CSV.rows(parsing: $0, file: DatasetFile.manifest).first?.fields ?? [] } ?? []
    manifestColumns = ["split", "index", "label", "class", "source", "sha256"].filter(columns.contains)
  }

  /// The owner's words for a limitation or a bias, then what was measured.
  func limitations(_ key: AboutKey) -> [String] {
    let measured = key == .biases ? measurements.biases : measurements.limitations
    return (about.text(key).map { [$0] } ?? []) + measured
  }

  /// The words by which the dataset is found.
  var keywords: [String] {
    about.keywords.reduce(into: ["image classification", "MNIST"]) { words, word in
      if !words.contains(where: { $0.lowercased() == word.lowercased() }) { words.append(word) }
    }
  }

  /// The dataset's images in one sentence, with their numbers.
  var headline: String {
    return
      "\(counted(dataset.imageCount, "image")) of \(dataset.type) in the format of MNIST, \(dataset.splitCounts), "
      + "\(counted(dataset.classNames.count, "class", plural: "classes"))."
  }
}
