internal import DatasetBuilding
internal import DatasetReading

/// Which items a sheet shows, and how many.
struct SheetFilter {
  let dataset: Dataset
  let classes: ClassSelection
  /// Nil for both.
  let split: Split?
  let count: Int

  func keeps(_ position: ItemPosition) -> Bool {
    (split == nil || position.split == split) && classes.contains(dataset.label(of: position))
  }
}
