internal import DatasetFormat

/// The Parquet files of a folder, by split: in the folder itself, in one below such as `data`, or in one a split.
enum ParquetShards {
  /// The number of folders below the source that are looked into: the Hub's own copies are in `default/train/0000.parquet`.
  private static let largestDepth = 3

  static func areThere(in source: ImportSource) -> Bool { areThere(in: source.path, depth: 0) }

  private static func areThere(in folder: String, depth: Int) -> Bool {
    // A folder that cannot be read has nothing that could be recognised.
    guard depth < largestDepth, let content = try? ImportSource.content(of: folder) else { return false }
    return content.files.contains(where: isParquet)
      || content.folders.contains { areThere(in: folder + "/" + $0, depth: depth + 1) }
  }

  private static func isParquet(_ name: String) -> Bool { name.lowercased().hasSuffix(".parquet") }

  /// Returns the paths of the files below the source, of each split in their order; without a split if the names say none.
  ///
  /// - Throws: `ImportError` if files of several datasets are there, or one of a split's files is missing.
  static func find(in source: ImportSource) throws(ImportError) -> [(split: Split?, files: [String])] {
    guard source.isFolder else {
      // One file is what the user names, even if it is one of several.
      let split = SplitName(stem(source.files[0])).flatMap { SplitName.splits(of: [$0])[$0] }
      return [(split, source.files)]
    }
    var found: [(name: SplitName?, path: String)] = []
    try search(source.path, below: "", folderName: nil, depth: 0, &found)
    let splits = SplitName.splits(of: Set(found.compactMap(\.name)))
    var files: [Split?: [String]] = [:]
    for (name, path) in found { files[name.flatMap { splits[$0] }, default: []].append(path) }
    let ordered = files.sorted { ($0.key ?? .train) < ($1.key ?? .train) }.map {
      (split: $0.key, files: $0.value)
    }
    for (split, paths) in ordered {
      try checkWhole(paths, source)
      guard split == nil, paths.count > 1 || ordered.count > 1 else { continue }
      // Without splits, several files are one dataset only if they are numbered.
      guard ordered.count == 1, paths.allSatisfy({ number(of: $0) != nil }) else {
        throw ImportError(
          source.path(of: paths[0]),
          "the name says no split, and there are other files; name one file, or call them train.parquet and test.parquet"
        )
      }
    }
    return ordered
  }

  private static func search(
    _ root: String, below path: String, folderName: SplitName?, depth: Int,
    _ found: inout [(name: SplitName?, path: String)]
  ) throws(ImportError) {
    let folder = path.isEmpty ? root : root + "/" + path
    let content = try ImportSource.content(of: folder)
    let files = content.files.filter(isParquet)
    var folders: [String] = []
    for name in content.folders where areThere(in: folder + "/" + name, depth: depth + 1) {
      folders.append(name)
    }
    func below(_ name: String) -> String { path.isEmpty ? name : path + "/" + name }
    if !files.isEmpty {
      if let other = folders.first {
        throw ImportError(
          folder + "/" + other,
          "there are Parquet files here and in \(folder); name the folder or the file that is meant")
      }
      for file in files { found.append((SplitName(stem(file)) ?? folderName, below(file))) }
      return
    }
    let splits = folders.compactMap { name in SplitName(name).flatMap { $0.isPlain ? (name, $0) : nil } }
    if splits.count == folders.count {
      for (name, split) in splits {
        try search(root, below: below(name), folderName: split, depth: depth + 1, &found)
      }
      return
    }
    guard folders.count == 1 else {
      throw ImportError(
        folder,
        "several folders have Parquet files (\(folders.prefix(8).joined(separator: ", "))); name the one that is meant"
      )
    }
    try search(root, below: below(folders[0]), folderName: folderName, depth: depth + 1, &found)
  }

  private static func stem(_ file: String) -> String {
    String(file.dropLast(isParquet(file) ? ".parquet".count : 0))
  }

  /// Returns the number of a file of several and their count, of `…-00000-of-00003…`; nil for other names. The Hub's own
  /// copies are called `0000.parquet` and do not say how many they are.
  private static func number(of path: String) -> (index: Int, count: Int?)? {
    let words = stem(String(path.split(separator: "/").last ?? "")).split(separator: "-")
    if words.count == 1, let index = Int(words[0]), index >= 0 { return (index, nil) }
    guard let of = words.lastIndex(of: "of"), of > 0, of + 1 < words.count, let index = Int(words[of - 1]),
      let count = Int(words[of + 1])
    else { return nil }
    return (index, count)
  }

  /// - Throws: `ImportError` if files that are numbered are not all there, each once.
  private static func checkWhole(_ paths: [String], _ source: ImportSource) throws(ImportError) {
    let numbers = paths.map(number)
    guard numbers.contains(where: { $0 != nil }) else { return }
    let counts = Set(numbers.map { $0?.count })
    let indices = numbers.compactMap { $0?.index }.sorted()
    let count = (counts.first ?? nil) ?? paths.count
    guard counts.count == 1, count == paths.count, indices == Array(0..<count) else {
      throw ImportError(
        source.path(of: paths[0]),
        "its split has \(paths.count == 1 ? "1 file" : "\(paths.count) files") (\(paths.prefix(8).joined(separator: ", "))), and "
          + "by their names there are others, or some twice; fetch what is missing, and put the files of one dataset into a "
          + "folder of its own")
    }
  }
}
