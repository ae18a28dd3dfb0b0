public import DatasetBuilding
internal import DatasetReading

/// What a dataset is to be rebuilt from.
public struct RebuildRequest: Sendable {
  /// The folder with the photos.
  public var photos: String
  /// Where labels come from, if it was a table.
  public var labels: PhotoCollection.Labels
  public var jobCount: Int

  public init(photos: String, labels: PhotoCollection.Labels = .folders, jobCount: Int) {
    self.photos = photos
    self.labels = labels
    self.jobCount = jobCount
  }
}
