internal import Checksums
public import DatasetFormat
internal import FileSystem

/// The photos of a dataset, with their labels.
public struct PhotoCollection: Sendable {
  /// What is known of all photos together.
  public let summary: PhotoSummary
  /// The photos sorted by source.
  public let photos: [Photo]
  /// The paths of the files that cannot be photos, which were passed over.
  package let otherFiles: Set<String>

  public var root: String { summary.root }
  public var classes: ClassMap { summary.classes }
  /// The files and table lines that give no photo.
  public var rejectedPhotos: [RejectedPhoto] { summary.rejectedPhotos }
  /// Warnings for the user, which need no action.
  public var warnings: [String] { summary.warnings }

  /// The origin of the labels.
  public enum Labels: Sendable {
    /// The names of the folders: `<class>/…`, `train/<class>/…` with `validation/<class>/…` and `test/<class>/…`, or
    /// `<class>/train/…` with the other splits beside it.
    case folders
    case file(LabelFile)
  }

  /// Lists the photos below `root` and gives each its label.
  ///
  /// - Parameters:
  ///   - labels: the origin of the labels.
  ///   - classes: the classes with the labels that belong to them; nil to derive them from the original labels, so that
  ///     no correction changes the number of a class.
  ///   - numbering: the way in which the classes get numbers, if they are derived from the labels.
  ///   - corrections: the corrections of labels; nil for none.
  ///   - groupPattern: a regular expression for the groups of photos that have none; nil for none.
  ///   - skippedFolders: folders without photos, such as the dataset's own.
  ///   - followsLinks: whether folders outside `root` that links lead to are listed as well.
  /// - Throws: `DatasetError` if there is no photo with a label, folders of splits and classes are mixed, a correction
  ///   does not fit its photo, or the task is cancelled.
  public init(
    root: String, labels: Labels, classes: ClassMap? = nil, numbering: ClassMap.Numbering = .automatic,
    corrections: Corrections? = nil, groupPattern: String? = nil, skipping skippedFolders: [String] = [],
    followingLinks followsLinks: Bool = false
  ) throws(DatasetError) {
    let scanned = try ScannedPhotos(
      root: root, labels: labels, classes: classes, correctionsFile: corrections?.file,
      skipping: skippedFolders, followingLinks: followsLinks)
    let photos = scanned.labelled.photos
    let settings = PhotoCollector.Settings(
      classes: classes, numbering: numbering, corrections: corrections, groupPattern: groupPattern,
      hasTable: scanned.hasTable, passedOver: scanned.passedOver, labelWarnings: scanned.labelled.warnings,
      userSplits: scanned.labelled.userSplits)
    try self.init(scanned.labelled, root: root, settings, otherFiles: scanned.otherFiles) {
      try? SHA256Digest(ofFile: root + "/" + photos[$0].source)
    }
  }

  /// Gives each photo the number of its class.
  ///
  /// - Parameters:
  ///   - otherFiles: the paths of the files that cannot be photos.
  ///   - digest: returns the SHA-256 of the file of the photo with an index; nil if it cannot be read.
  init(
    _ labelled: LabelledPhotos, root: String, _ settings: PhotoCollector.Settings, otherFiles: Set<String>,
    digest: (Int) -> SHA256Digest?
  ) throws(DatasetError) {
    var collector = try PhotoCollector(
      labels: labelled.labels, rejectedPhotos: labelled.rejectedPhotos, root: root, settings)
    let matched = try settings.corrections.map { corrections throws(DatasetError) in
      try MatchedCorrections(
        corrections, photos: labelled.photos, numbers: collector.numbers, classes: collector.classes,
        root: root, digest: digest)
    }
    var photos: [Photo] = []
    photos.reserveCapacity(labelled.photos.count)
    for (index, photo) in labelled.photos.enumerated() {
      if let photo = collector.collect(photo, matched?.verdicts[index]) { photos.append(photo) }
    }
    summary = try collector.summary(correctionWarnings: matched?.warnings ?? [])
    self.photos = photos
    self.otherFiles = otherFiles
  }
}
