internal import DatasetFormat

/// The photos below a folder with their labels, before classes have numbers.
struct ScannedPhotos {
  let labelled: LabelledPhotos
  /// What was passed over, in words.
  let passedOver: [String]
  /// The paths of the files that cannot be photos.
  let otherFiles: Set<String>
  /// Whether the labels come from a table.
  let hasTable: Bool

  /// Lists the photos below `root` and finds the label of each, as `PhotoCollection` describes it.
  ///
  /// - Parameter correctionsFile: the path of a file of corrections, which may lie among the photos and is none; nil if
  ///   there is none.
  init(
    root: String, labels: PhotoCollection.Labels, classes: ClassMap?, correctionsFile: String?,
    skipping skippedFolders: [String], followingLinks followsLinks: Bool
  ) throws(DatasetError) {
    var scan = try FolderScan(root: root, skipping: skippedFolders, followingLinks: followsLinks)
    if let correctionsFile { scan.leaveOut(correctionsFile) }
    var labelled: LabelledPhotos
    switch labels {
    case .folders:
      hasTable = false
      labelled = try LabelledPhotos(folders: scan, root: root) { classes?.number(of: $0) != nil }
    case .file(let file):
      hasTable = true
      scan.leaveOut(file.file)
      labelled = try LabelledPhotos(file: file, scan: scan, root: root)
    }
    labelled.rejectedPhotos += scan.rejectedPhotos
    self.labelled = labelled
    passedOver = PassedOver.lines(scan)
    otherFiles = Set(scan.otherFiles)
  }
}
