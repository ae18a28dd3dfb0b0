internal import DatasetFormat
internal import Reporting

/// What the labels of a dataset's photos were corrected by when it was made. A new table of corrections takes the place of
/// the former one, so that pages repeat it.
enum FormerCorrections {
  /// - Parameter rejectedPhotos: the dataset's photos without an image.
  static func of(_ dataset: Dataset, _ rejectedPhotos: RejectedPhotoTable) -> [Report.Correction] {
    let relabelled = (dataset.manifest?.rows ?? []).compactMap { row in
      row.formerLabel.map {
        Report.Correction(
          source: row.source, action: "relabel", newClass: dataset.className(row.label), formerLabel: $0,
          sha256: row.sha256)
      }
    }
    let dropped = rejectedPhotos.rows.filter { $0.reason == .dropped }.map {
      Report.Correction(source: $0.source, action: "drop", newClass: "", formerLabel: $0.label, sha256: "")
    }
    return relabelled + dropped
  }
}
