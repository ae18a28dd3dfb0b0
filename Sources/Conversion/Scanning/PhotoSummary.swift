public import DatasetFormat

/// What is known of all photos of a dataset together.
public struct PhotoSummary: Sendable {
  /// The folder that the photos' sources are relative to, or what else they come from, for messages.
  public let root: String
  public let classes: ClassMap
  package let counts: PhotoCounts
  /// The files, table lines and records that give no photo.
  public let rejectedPhotos: [RejectedPhoto]
  /// Warnings for the user, which need no action.
  public let warnings: [String]
  /// The place where the user has put photos into splits; nil if there is none.
  public let userSplits: UserSplits?

  /// The number of photos.
  public var photoCount: Int { counts.total }

  /// The origin of the splits that photos name: their folders or the table.
  public var userSplitOrigin: SplitOrigin { userSplits?.origin ?? .folder }
}
