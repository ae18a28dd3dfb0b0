internal import DatasetFormat
internal import FileSystem
internal import Wording

/// Photos with their original labels, before classes have numbers.
struct LabelledPhotos {
  struct Photo {
    let source: String
    let label: String
    var group: String?
    var split: Split?
  }

  private(set) var photos: [Photo] = []
  /// The labels of all photos.
  private(set) var labels: Set<String> = []
  var rejectedPhotos: [RejectedPhoto] = []
  private(set) var warnings: [String] = []
  /// The place where the user has put photos into splits; nil if there is none.
  private(set) var userSplits: UserSplits?

  // MARK: - Labels from folders

  /// Reads the labels from folders: `<class>/…` at any depth, `train/<class>/…` with `validation/<class>/…` and
  /// `test/<class>/…`, or `<class>/train/…` with the other splits beside it.
  ///
  /// - Parameter isClass: whether the user has listed a name as a class or as a label of one.
  /// - Throws: `DatasetError` if the folders may mean several things.
  init(folders scan: FolderScan, root: String, isClass: (String) -> Bool) throws(DatasetError) {
    let names = scan.files.map(pathNames(of:))
    let layout = try FolderLayout(PhotoTree(names), root: root, isClass: isClass)
    userSplits = layout.userSplits
    warnings = layout.warnings
    for (file, names) in zip(scan.files, names) {
      guard let place = layout.place(of: names) else {
        rejectedPhotos.append(
          RejectedPhoto(
            source: file, label: "", .noLabel,
            "it is in no class folder; move it to \(layout.advice(for: names)), or use --labels FILE.csv"))
        continue
      }
      labels.insert(place.label)
      photos.append(Photo(source: file, label: place.label, group: nil, split: place.split))
    }
    let empty = Set(scan.folders.compactMap { layout.label(ofFolder: pathNames(of: $0)) }).subtracting(labels)
    if !empty.isEmpty {
      let names = NameOrder.sorted(Array(empty))
      let shownCount = 5
      warnings.append(
        "no photo in \(counted(names.count, "folder")): "
          + names.prefix(shownCount).joined(separator: ", ") + (names.count > shownCount ? ", …" : "")
          + "; \(names.count == 1 ? "it is" : "they are") no class and \(names.count == 1 ? "takes" : "take") no number"
      )
    }
    if userSplits == nil, labels.count == 1, let only = labels.first {
      let inner = Set(names.filter { $0.count > 2 }.map { $0[1] })
      if !inner.isEmpty {
        let names = NameOrder.sorted(Array(inner))
        warnings.append(
          "all photos are in '\(only)', which is taken for a class; if its folders (\(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? ", …" : "")) are the classes, name \(root)/\(only) instead"
        )
      }
    }
  }

  // MARK: - Labels from a table

  /// Reads the labels from a label file, and matches its lines to the files below the root.
  init(file: LabelFile, scan: FolderScan, root: String) throws(DatasetError) {
    let lookup = PhotoLookup(scan.files, root: root, labelFile: file.file)
    var given: [String: LabelFile.Entry] = [:]
    rejectedPhotos = file.rejectedPhotos
    warnings = file.warnings
    let otherFiles = Set(scan.otherFiles)

    for entry in file.entries {
      func reject(_ detail: String) {
        rejectedPhotos.append(
          RejectedPhoto(
            source: entry.path, label: entry.label, .noSuchPhoto,
            "line \(entry.line) of \(file.file) \(detail)"))
      }
      let source: String
      switch lookup.file(for: entry.path, written: entry.writtenPath) {
      case .found(let file): source = file
      case .missing where otherFiles.contains(entry.path):
        reject("names it, but it cannot be a photo by its ending; rename the file or remove the line")
        continue
      case .missing(let similar):
        let suggestion = similar.map { "did you mean \($0)? Correct" } ?? "correct"
        reject("names it, but there is no such file below \(root); \(suggestion) the path or remove the line")
        continue
      case .ambiguous(let files):
        reject("may mean \(files[0]) or \(files[1]); write the whole path")
        continue
      case .alike(let files):
        throw DatasetError(
          .invalidInput,
          "\(file.file):\(entry.line): \(entry.path) may be \(files[0]) or \(files[1]), and is neither as it is "
            + "written; write the path as the file is called")
      }
      if let former = given[source] {
        try Self.check(entry, against: former, source: source, file: file.file)
        continue
      }
      given[source] = entry
      labels.insert(entry.label)
      photos.append(Photo(source: source, label: entry.label, group: entry.group, split: entry.split))
    }
    photos = NameOrder.sorted(photos) { $0.source }
    if photos.contains(where: { $0.split != nil }) {
      userSplits = UserSplits(column: file.columns.split)
    }
    let setAside = Set(file.rejectedPhotos.lazy.filter { $0.reason == .dropped }.map(\.source))
    let others = scan.files.filter { given[$0] == nil && !setAside.contains($0) }
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
    if let here = entry.group, let there = former.group, here != there {
      throw contradiction("group", here, there)
    }
    guard let here = entry.split, let there = former.split, here != there else { return }
    throw contradiction("split", here.rawValue, there.rawValue)
  }

  // MARK: - No photos

  /// Returns the reason why no photo is left, with advice.
  ///
  /// - Parameters:
  ///   - count: the number of photos with a label.
  ///   - labels: their labels.
  ///   - passedOver: what the scan passed over, in words.
  static func absence(
    count: Int, labels: some Sequence<String>, rejectedPhotos: [RejectedPhoto], root: String,
    hasClassFile: Bool, passedOver: [String]
  ) -> String {
    if count == 0, rejectedPhotos.isEmpty {
      return "\(root): there is no photo in this folder"
        + (passedOver.isEmpty ? "" : " (\(passedOver.joined(separator: "; ")))")
        + "; put yours into \(root)/<class>/"
    }
    if count == 0 {
      return "\(root): no file here has a label (\(rejectedPhotos[0].source): \(rejectedPhotos[0].detail))"
    }
    return "\(root): no label of the \(count) photos belongs to a class"
      + (hasClassFile
        ? " of the --classes file; its names should be, or gather, \(labels.sorted().prefix(5).joined(separator: ", "))"
        : "")
  }
}
