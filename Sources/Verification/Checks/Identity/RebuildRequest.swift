public import DatasetBuilding
internal import DatasetReading

/// What a dataset is to be rebuilt from.
public struct RebuildRequest: Sendable {
  /// The folder with the photos.
  public var photos: String
  /// Where labels come from, if it was a table.
  public var labels: PhotoCollection.Labels
  /// The file by which labels were corrected; nil if there was none.
  public var corrections: Corrections?
  public var jobCount: Int

  public init(
    photos: String, labels: PhotoCollection.Labels = .folders, corrections: Corrections? = nil, jobCount: Int
  ) {
    self.photos = photos
    self.labels = labels
    self.corrections = corrections
    self.jobCount = jobCount
  }
}
