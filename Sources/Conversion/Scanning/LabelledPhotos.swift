internal import DatasetFormat
internal import FileSystem

/// Photos with their original labels, before classes have numbers.
struct LabelledPhotos {
  struct Photo {
    let source: String
    let label: String
    var group: String?
    var split: Split?
  }

  private(set) var photos: [Photo] = []
  /// Every label, including those of empty folders.
  private(set) var labels: Set<String> = []
  var rejectedPhotos: [RejectedPhoto] = []
  private(set) var warnings: [String] = []

  // MARK: - Labels from folders

  /// Reads the labels from folders: `<class>/…` at any depth, or `train/<class>/…`, `validation/<class>/…` and
  /// `test/<class>/…`.
  init(folders scan: FolderScan, root: String) throws(DatasetError) {
    let splits = try Self.splitFolders(of: scan, root: root)
    let depth = splits.isEmpty ? 1 : 2
    for folder in scan.folders {
      let names = pathNames(of: folder)
      if names.count == depth { labels.insert(names[depth - 1]) }
    }
    for file in scan.files {
      let names = pathNames(of: file)
      guard names.count > depth else {
        let place = splits.isEmpty || names.count == 1 ? "<class>/" : "\(names[0])/<class>/"
        rejectedPhotos.append(
          RejectedPhoto(
            source: file, label: "", .noLabel,
            "it is in no class folder; move it to \(place), or use --labels FILE.csv"))
        continue
      }
      photos.append(
        Photo(
          source: file, label: names[depth - 1], group: nil, split: splits.isEmpty ? nil : splits[names[0]]))
    }
    if splits.isEmpty, labels.count == 1, let only = labels.first {
      let inner = scan.folders.map(pathNames(of:)).filter { $0.count == 2 }.map { $0[1] }
      if !inner.isEmpty {
        warnings.append(
          "all photos are in '\(only)', which is taken for a class; if its folders (\(inner.prefix(3).joined(separator: ", "))\(inner.count > 3 ? ", …" : "")) are the classes, name \(root)/\(only) instead"
        )
      }
    }
  }

  /// Returns the folders directly below the root that are splits: none or all of them.
  ///
  /// A class may be called "train", so folders are splits only if there is `train` and another split.
  private static func splitFolders(of scan: FolderScan, root: String) throws(DatasetError) -> [String: Split]
  {
    var splits: [String: Split] = [:]
    for folder in scan.topFolders { splits[folder] = Split(named: folder) }
    let found = Set(splits.values)
    guard found.contains(.train), found.count > 1 else { return [:] }
    guard splits.count == scan.topFolders.count, found.count == splits.count else {
      let names = scan.topFolders.joined(separator: ", ")
      throw DatasetError(
        .invalidInput,
        "\(root): the folders \(names) are a mixture of splits and others; keep only train/, validation/ and test/ with "
          + "the class folders inside, or only class folders, or say it with --labels FILE.csv")
    }
    return splits
  }

  // MARK: - Labels from a table

  /// Reads the labels from a label file, and matches its lines to the files below the root.
  init(file: LabelFile, scan: FolderScan, root: String) throws(DatasetError) {
    let lookup = PhotoLookup(scan.files, root: root, labelFile: file.file)
    var given: [String: LabelFile.Entry] = [:]
    rejectedPhotos = file.rejectedPhotos

    for entry in file.entries {
      func reject(_ detail: String) {
        rejectedPhotos.append(
          RejectedPhoto(
            source: entry.path, label: entry.label, .noSuchPhoto,
            "line \(entry.line) of \(file.file) \(detail)"))
      }
      let source: String
      switch lookup.file(for: entry.path) {
      case .found(let file): source = file
      case .missing:
        reject("names it, but there is no such file below \(root); correct the path or remove the line")
        continue
      case .ambiguous(let files):
        reject("may mean \(files[0]) or \(files[1]); write the whole path")
        continue
      }
      if let former = given[source] {
        try Self.check(entry, against: former, source: source, file: file.file)
        continue
      }
      given[source] = entry
      labels.insert(entry.label)
      photos.append(Photo(source: source, label: entry.label, group: entry.group, split: entry.split))
    }
    photos.sort { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
    let tableIdentity = FileIdentity(file.file)
    let others = scan.files.filter { given[$0] == nil && FileIdentity(root + "/" + $0) != tableIdentity }
    if let other = others.first {
      warnings.append(
        others.count == 1
          ? "\(other) is not named in \(file.file) and was left alone"
          : "\(others.count) files below \(root) are not named in \(file.file) and were left alone, such as \(other)"
      )
    }
  }

  /// - Throws: `DatasetError` if two lines about one photo contradict each other.
  private static func check(
    _ entry: LabelFile.Entry, against former: LabelFile.Entry, source: String, file: String
  ) throws(DatasetError) {
    func contradiction(_ what: String, _ here: String, _ there: String) -> DatasetError {
      DatasetError(
        .invalidInput,
        "\(file):\(entry.line): \(source) has the \(what) '\(here)' here and '\(there)' in line \(former.line); keep one"
      )
    }
    guard former.label == entry.label else { throw contradiction("label", entry.label, former.label) }
    guard let here = entry.split, let there = former.split, here != there else { return }
    throw contradiction("split", here.rawValue, there.rawValue)
  }

  // MARK: - No photos

  /// Returns the reason why there are no photos, with advice.
  func absence(root: String, hasClassFile: Bool) -> String {
    if photos.isEmpty, rejectedPhotos.isEmpty {
      return "\(root): there is no photo in this folder; put yours into \(root)/<class>/"
    }
    if photos.isEmpty {
      return "\(root): no file here has a label (\(rejectedPhotos[0].source): \(rejectedPhotos[0].detail))"
    }
    return "\(root): no label of the \(photos.count) photos belongs to a class"
      + (hasClassFile
        ? " of the --classes file; its names should be, or gather, \(labels.sorted().prefix(5).joined(separator: ", "))"
        : "")
  }
}
