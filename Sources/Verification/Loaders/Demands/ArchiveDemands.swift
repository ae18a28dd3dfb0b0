internal import DatasetReading

/// What a loader demands of IDX archives.
public struct ArchiveDemands: Sendable, Hashable {
  public let packaging: Packaging
  public let place: LoaderPlace
  public let naming: ArchiveNaming
  public let files: NeededFiles
  public let counts: ItemCounts
  public let size: ItemSize
  public let labels: LabelDemand
  /// Whether it takes elements of any type, and any number of dimensions: colour images have four.
  public let takesAnyArray: Bool
  public let headerCheck: HeaderCheck
  public let checksum: ChecksumDemand
  /// Files below the loader's root that it prefers to the archives if all of them are there.
  public let preferredFiles: [String]
  /// Code that opens the dataset; `FOLDER` stands for the folder's path.
  public let opening: String
  /// The same for compressed archives, where that is another call.
  public let gzipOpening: String?

  init(
    _ packaging: Packaging, in place: LoaderPlace, named naming: ArchiveNaming = .mnist,
    files: NeededFiles = .allFour, counts: ItemCounts = .any, size: ItemSize = .any,
    labels: LabelDemand = .any, takesAnyArray: Bool = false, headerCheck: HeaderCheck = .none,
    checksum: ChecksumDemand = .none, preferredFiles: [String] = [], opening: String,
    gzipOpening: String? = nil
  ) {
    self.packaging = packaging
    self.place = place
    self.naming = naming
    self.files = files
    self.counts = counts
    self.size = size
    self.labels = labels
    self.takesAnyArray = takesAnyArray
    self.headerCheck = headerCheck
    self.checksum = checksum
    self.preferredFiles = preferredFiles
    self.opening = opening
    self.gzipOpening = gzipOpening
  }
}
