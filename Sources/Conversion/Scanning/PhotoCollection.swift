internal import Checksums
public import DatasetFormat
internal import FileSystem

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
  /// The place where the user has put photos into splits; nil if there is none.
  public let userSplits: UserSplits?
  /// The origin of the splits that photos name: their folders or the table.
  public var userSplitOrigin: SplitOrigin { userSplits?.origin ?? .folder }
  /// The paths of the files that cannot be photos, which were passed over.
  package let otherFiles: Set<String>

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
    try self.init(
      scanned.labelled, root: root, classes: classes, numbering: numbering, corrections: corrections,
      groupPattern: groupPattern, hasTable: scanned.hasTable, passedOver: scanned.passedOver,
      otherFiles: scanned.otherFiles
    ) { try? SHA256Digest(ofFile: root + "/" + photos[$0].source) }
  }

  /// Gives each photo the number of its class.
  ///
  /// - Parameters:
  ///   - root: the name of the photos' folder in messages.
  ///   - hasTable: whether the labels come from a table, for messages.
  ///   - passedOver: what was passed over among the photos, in words.
  ///   - otherFiles: the paths of the files that cannot be photos.
  ///   - digest: returns the SHA-256 of the file of the photo with an index; nil if it cannot be read.
  init(
    _ labelled: LabelledPhotos, root: String, classes: ClassMap?, numbering: ClassMap.Numbering,
    corrections: Corrections?, groupPattern: String?, hasTable: Bool, passedOver: [String],
    otherFiles: Set<String>, digest: (Int) -> SHA256Digest?
  ) throws(DatasetError) {
    var labelled = labelled
    let map =
      if let classes { try classes.completed(by: labelled.labels) } else {
        try ClassMap(labels: labelled.labels, numbering: numbering)
      }
    var numbers: [String: Int] = [:]
    for label in Set(labelled.photos.lazy.map(\.label)) { numbers[label] = map.number(of: label) }
    let matched = try corrections.map { corrections throws(DatasetError) in
      try MatchedCorrections(
        corrections, photos: labelled.photos, numbers: numbers, classes: map, root: root, digest: digest)
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
      throw DatasetError(
        .invalidInput, labelled.absence(root: root, hasClassFile: classes != nil, passedOver: passedOver))
    }
    var groupWarnings = ProductViews.warnings(about: photos)
    if let groupPattern { (photos, groupWarnings) = try GroupPattern(groupPattern).applied(to: photos) }
    self.root = root
    self.photos = photos
    userSplits = labelled.userSplits
    self.otherFiles = otherFiles
    self.classes = map
    rejectedPhotos = NameOrder.sorted(labelled.rejectedPhotos) { $0.source }

    let counts = photos.reduce(into: [Int: Int]()) { $0[$1.label, default: 0] += 1 }
    var warnings = passedOver + labelled.warnings + (matched?.warnings ?? []) + groupWarnings
    let gaps = map.gaps.filter { counts[$0] == nil }
    warnings += NumberingNotes.lines(
      map, gaps: gaps, numbering: classes == nil ? numbering : .sorted, hasTable: hasTable)
    let empty = map.classes.indices.filter { counts[$0] == nil && !gaps.contains($0) }.map {
      map.classes[$0].name
    }
    if !empty.isEmpty {
      warnings.append("no photo for \(empty.joined(separator: ", ")); the number stays, and no image has it")
    }
    if counts.count == 1 {
      warnings.append("there is one class only, so that nothing can be learned; photos/<class>/… makes more")
    }
    self.warnings = warnings
  }
}
