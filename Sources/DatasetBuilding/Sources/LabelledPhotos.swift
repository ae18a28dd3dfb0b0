/// Photos with the labels of their source, before classes have numbers.
struct LabelledPhotos {
  struct Photo {
    let source: String
    let label: String
    var group: String?
    var split: Split?
  }

  private(set) var photos: [Photo] = []
  /// Every label there is, also those of empty folders.
  private(set) var labels: Set<String> = []
  var rejects: [Reject] = []
  private(set) var warnings: [String] = []

  // MARK: - From folders

  /// `<class>/…` at any depth, or `train/<class>/…` and `test/<class>/…`.
  init(folders scan: FolderScan, root: String) throws(DatasetError) {
    let splits = try Self.splitFolders(of: scan, root: root)
    for folder in scan.folders {
      let names = folder.split(separator: "/")
      let depth = splits.isEmpty ? 1 : 2
      if names.count == depth { labels.insert(String(names[depth - 1])) }
    }
    for file in scan.files {
      var names = file.split(separator: "/")[...]
      let split = splits.isEmpty ? nil : splits[String(names.removeFirst())]
      guard names.count >= 2, let label = names.first else {
        rejects.append(
          Reject(
            source: file, label: "", .noLabel,
            "it is in no class folder; move it to <class>/, or use --labels FILE.csv"))
        continue
      }
      photos.append(Photo(source: file, label: String(label), group: nil, split: split))
    }
  }

  /// The folders directly below the root that are splits: none, or all there are.
  ///
  /// A class may be called "train": it counts as a split only beside "test" (or "t10k").
  private static func splitFolders(of scan: FolderScan, root: String) throws(DatasetError) -> [String: Split]
  {
    let train = scan.topFolders.filter { $0.lowercased() == "train" }
    let test = scan.topFolders.filter { ["test", "t10k"].contains($0.lowercased()) }
    guard !train.isEmpty, !test.isEmpty else { return [:] }
    let others = scan.topFolders.filter { !train.contains($0) && !test.contains($0) }
    guard others.isEmpty, train.count == 1, test.count == 1 else {
      let names = scan.topFolders.joined(separator: ", ")
      throw DatasetError(
        .invalidInput,
        "\(root): the folders \(names) are a mixture of splits and others; keep only train/ and test/ with the "
          + "class folders inside, or only class folders, or say it with --labels FILE.csv")
    }
    return [train[0]: .train, test[0]: .t10k]
  }

  // MARK: - From a table

  /// The lines of a label file, matched to the files below the root.
  ///
  /// A path is relative to the root, or to the label file's folder, or absolute, and may leave out its ending:
  /// shops export product numbers.
  init(file: LabelFile, scan: FolderScan, root: String) throws(DatasetError) {
    var sources = Set(scan.files)
    let byStem = Dictionary(grouping: scan.files) { Self.withoutEnding($0) }
    let byName = Dictionary(grouping: scan.files) { Self.withoutEnding(Self.lastName($0)) }
    var given: [String: (label: String, line: Int)] = [:]
    let rules = PathRules(root: root, labelFile: file.file)
    rejects = file.rejects

    for entry in file.entries {
      let candidates = rules.candidates(for: entry.path)
      let source =
        candidates.first { sources.contains($0) || given[$0] != nil }
        ?? candidates.lazy.compactMap { Self.only(byStem[$0]) }.first
        ?? (entry.path.contains("/") ? nil : Self.only(byName[entry.path]))
      guard let source else {
        rejects.append(
          Reject(
            source: entry.path, label: entry.label, .noSuchPhoto,
            "line \(entry.line) of \(file.file) names it, but there is no such file below \(root)"))
        continue
      }
      if let former = given[source] {
        guard former.label == entry.label else {
          throw DatasetError(
            .invalidInput,
            "\(file.file):\(entry.line): \(source) has the label '\(entry.label)' here and '\(former.label)' in line "
              + "\(former.line); keep one")
        }
        continue
      }
      given[source] = (entry.label, entry.line)
      sources.remove(source)
      labels.insert(entry.label)
      photos.append(Photo(source: source, label: entry.label, group: entry.group, split: entry.split))
    }
    photos.sort { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
    if !sources.isEmpty {
      warnings.append(
        "\(sources.count) files below \(root) are not named in \(file.file) and were left alone, such as \(sources.min() ?? "")"
      )
    }
  }

  /// What turns a path of a label file into paths below the root.
  private struct PathRules {
    /// What leads from the label file's folder to the root, or from the root to that folder.
    private let removedPrefix: String?
    private let addedPrefix: String?
    private let absoluteRoots: [String]

    init(root: String, labelFile: String) {
      let names = labelFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      let folder = names.isEmpty ? "." : names.joined(separator: "/") + "/"
      let resolvedRoot = resolvedPath(root)
      let resolvedFolder = resolvedPath(folder)
      absoluteRoots = [root, resolvedRoot].compactMap { $0 }.filter { $0.hasPrefix("/") }
      if let resolvedRoot, let resolvedFolder {
        removedPrefix = pathBelow(resolvedFolder, resolvedRoot).map { $0 + "/" }
        addedPrefix = pathBelow(resolvedRoot, resolvedFolder).map { $0 + "/" }
      } else {
        removedPrefix = nil
        addedPrefix = nil
      }
    }

    func candidates(for path: String) -> [String] {
      let plain = path.contains("\\") ? path.split(separator: "\\").joined(separator: "/") : path
      if plain.hasPrefix("/") {
        return absoluteRoots.filter { plain.hasPrefix($0 + "/") }.map {
          String(plain.dropFirst($0.count + 1))
        }
      }
      let relative = plain.hasPrefix("./") ? String(plain.dropFirst(2)) : plain
      var candidates = [relative]
      if let removedPrefix, relative.hasPrefix(removedPrefix) {
        candidates.append(String(relative.dropFirst(removedPrefix.count)))
      }
      if let addedPrefix { candidates.append(addedPrefix + relative) }
      return candidates
    }
  }

  private static func only(_ files: [String]?) -> String? {
    files?.count == 1 ? files?.first : nil
  }

  private static func lastName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func withoutEnding(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
    return String(path[..<dot])
  }

  // MARK: - When there is nothing

  /// Why there is no photo at all, and what to do.
  func absence(root: String, hasClassFile: Bool) -> String {
    if photos.isEmpty, rejects.isEmpty {
      return "\(root): there is no photo in this folder; put yours into \(root)/<class>/"
    }
    if photos.isEmpty {
      return "\(root): no file here has a label (\(rejects[0].source): \(rejects[0].detail))"
    }
    return "\(root): no label of the \(photos.count) photos belongs to a class"
      + (hasClassFile
        ? " of the --classes file; its names should be, or gather, \(labels.sorted().prefix(5).joined(separator: ", "))"
        : "")
  }
}
