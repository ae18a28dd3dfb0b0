/// All photos that a dataset is to be made of, with their labels.
public struct PhotoCollection: Sendable {
  /// The folder that the photos' sources are relative to.
  public let root: String
  /// Sorted by source.
  public let photos: [Photo]
  public let classes: ClassMap
  /// What was found and gives no photo.
  public let rejects: [Reject]
  /// What the user should know and need not act on.
  public let warnings: [String]

  /// Where labels come from.
  public enum Labels: Sendable {
    /// The folders: `<class>/…`, or `train/<class>/…` and `test/<class>/…`.
    case folders
    case file(LabelFile)
  }

  /// Lists the photos below `root` and gives each its label.
  ///
  /// - Parameters:
  ///   - labels: where they come from.
  ///   - classes: which classes there are, and what each gathers; nil to make them from the labels as they were
  ///     found, so that no correction gives a class another number.
  ///   - corrections: photos of another class than their label says, and photos to leave out.
  ///   - skippedFolders: folders that hold no photos, such as the dataset's own.
  /// - Throws: `DatasetError` if there is no photo with a label, the folders do not make sense, or a correction does
  ///   not fit its photo.
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
    labelled.rejects += scan.rejects
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
        labelled.rejects.append(
          Reject(
            source: photo.source, label: number.map { map.classes[$0].name } ?? photo.label, .dropped, detail)
        )
        continue
      case .relabelled(let newNumber):
        number = newNumber
        formerLabel = photo.label
      case nil: break
      }
      guard let number else {
        labelled.rejects.append(
          Reject(
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
    if let corrections, photos.isEmpty, labelled.rejects.contains(where: { $0.reason == .dropped }) {
      throw DatasetError(
        .invalidInput, "\(corrections.file): no photo is left after these corrections; keep some")
    }
    guard !photos.isEmpty else {
      throw DatasetError(.invalidInput, labelled.absence(root: root, hasClassFile: classes != nil))
    }
    self.root = root
    self.photos = photos
    self.classes = map
    rejects = labelled.rejects.sorted { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }

    let counts = photos.reduce(into: [Int: Int]()) { $0[$1.label, default: 0] += 1 }
    var warnings = scan.datasets.map {
      "\($0): this is a dataset, not a folder of photos; it was passed over"
    }
    warnings += labelled.warnings + (matched?.warnings ?? [])
    let empty = map.classes.enumerated().filter { counts[$0.offset] == nil && map.origin != .numeric }.map(
      \.element.name)
    if !empty.isEmpty {
      warnings.append("no photo for \(empty.joined(separator: ", ")); the number stays, and no item has it")
    }
    if counts.count == 1 {
      warnings.append("there is one class only, so that nothing can be learnt; photos/<class>/… makes more")
    }
    self.warnings = warnings
  }
}
