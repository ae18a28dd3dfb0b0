internal import DatasetFormat
internal import Sorting

/// What the labels of a dataset's photos were corrected by when it was made.
enum FormerCorrections {
  static func of(_ dataset: Dataset) -> [SortPage.Correction] {
    let relabelled = (dataset.manifest?.rows ?? []).compactMap { row in
      row.formerLabel.map {
        SortPage.Correction(
          source: row.source, action: "relabel", newClass: dataset.className(row.label), formerLabel: $0,
          sha256: row.sha256)
      }
    }
    let dropped = (dataset.rejectedPhotos?.rows ?? []).filter { $0.reason == .dropped }.map {
      SortPage.Correction(source: $0.source, action: "drop", newClass: "", formerLabel: $0.label, sha256: "")
    }
    return relabelled + dropped
  }
}
