public import DatasetFormat

/// The photos of a dataset, with their labels.
public struct PhotoCollection: Sendable {
  /// The folder that the photos' sources are relative to.
  public let root: String
  /// The photos sorted by source.
  public let photos: [Photo]
  public let classes: ClassMap
  /// The files and table lines that give no photo.
  public let rejectedPhotos: [RejectedPhoto]
  /// Warnings for the user, which need no action.
  public let warnings: [String]
  /// The origin of the splits that photos name: their folders or the table.
  public let userSplitOrigin: SplitOrigin

  /// The origin of the labels.
  public enum Labels: Sendable {
    /// The names of the folders: `<class>/…`, or `train/<class>/…`, `validation/<class>/…` and `test/<class>/…`.
    case folders
    case file(LabelFile)
  }

  /// Lists the photos below `root` and gives each its label.
  ///
  /// - Parameters:
  ///   - labels: the origin of the labels.
  ///   - classes: the classes with the labels that belong to them; nil to derive them from the original labels, so that
  ///     no correction changes the number of a class.
  ///   - corrections: the corrections of labels; nil for none.
  ///   - skippedFolders: folders without photos, such as the dataset's own.
  /// - Throws: `DatasetError` if there is no photo with a label, folders of splits and classes are mixed, or a
  ///   correction does not fit its photo.
  public init(
    root: String, labels: Labels, classes: ClassMap? = nil, corrections: Corrections? = nil,
    skipping skippedFolders: [String] = []
  ) throws(DatasetError) {
    var scan = try FolderScan(root: root, skipping: skippedFolders)
    if let corrections { scan.leaveOut(corrections.file) }
    var labelled =
      switch labels {
      case .folders: try LabelledPhotos(folders: scan, root: root)
      case .file(let file): try LabelledPhotos(file: file, scan: scan, root: root)
      }
    labelled.rejectedPhotos += scan.rejectedPhotos
    let map = if let classes { classes } else { try ClassMap(labels: labelled.labels) }
    var numbers: [String: Int] = [:]
    for label in Set(labelled.photos.lazy.map(\.label)) { numbers[label] = map.number(of: label) }
    let matched = try corrections.map { corrections throws(DatasetError) in
      try MatchedCorrections(
        corrections, photos: labelled.photos, numbers: numbers, classes: map, root: root)
    }

    var photos: [Photo] = []
    photos.reserveCapacity(labelled.photos.count)
    for (index, photo) in labelled.photos.enumerated() {
      var number = numbers[photo.label]
      var formerLabel: String?
      switch matched?.verdicts[index] {
      case .dropped(let detail):
        labelled.rejectedPhotos.append(
          RejectedPhoto(
            source: photo.source, label: number.map { map.classes[$0].name } ?? photo.label, .dropped, detail)
        )
        continue
      case .relabelled(let newNumber):
        number = newNumber
        formerLabel = photo.label
      case nil: break
      }
      guard let number else {
        labelled.rejectedPhotos.append(
          RejectedPhoto(
            source: photo.source, label: photo.label, .unknownLabel,
            "label '\(photo.label)' belongs to no class; add it to a class in the --classes file, or leave it out"
          ))
        continue
      }
      photos.append(
        Photo(
          source: photo.source, label: number, group: photo.group, split: photo.split,
          formerLabel: formerLabel))
    }
    if let corrections, photos.isEmpty, labelled.rejectedPhotos.contains(where: { $0.reason == .dropped }) {
      throw DatasetError(
        .invalidInput, "\(corrections.file): no photo is left after these corrections; keep some")
    }
    guard !photos.isEmpty else {
      throw DatasetError(.invalidInput, labelled.absence(root: root, hasClassFile: classes != nil))
    }
    self.root = root
    self.photos = photos
    userSplitOrigin =
      switch labels {
      case .folders: .folder
      case .file: .table
      }
    self.classes = map
    rejectedPhotos = labelled.rejectedPhotos.sorted {
      $0.source.utf8.lexicographicallyPrecedes($1.source.utf8)
    }

    let counts = photos.reduce(into: [Int: Int]()) { $0[$1.label, default: 0] += 1 }
    var warnings = scan.datasets.map {
      "\($0): this is a dataset, not a folder of photos; it was passed over"
    }
    warnings += labelled.warnings + (matched?.warnings ?? [])
    let empty = map.classes.enumerated().filter { counts[$0.offset] == nil && map.origin != .numeric }.map(
      \.element.name)
    if !empty.isEmpty {
      warnings.append("no photo for \(empty.joined(separator: ", ")); the number stays, and no image has it")
    }
    if counts.count == 1 {
      warnings.append("there is one class only, so that nothing can be learned; photos/<class>/… makes more")
    }
    self.warnings = warnings
  }
}
