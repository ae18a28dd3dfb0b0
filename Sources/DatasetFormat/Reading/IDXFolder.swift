internal import FileSystem

/// The folder with a dataset's IDX files: the dataset's folder itself, or the one below it where torchvision, Keras and
/// other loaders expect them.
struct IDXFolder {
  /// The path of this folder below the dataset's folder; empty for the dataset's folder itself.
  let path: String
  /// The names of the IDX files, as text and parsed, sorted.
  let names: [(file: String, name: IDXFileName)]

  /// The number of folder levels that are searched; `FashionMNIST/raw` and `datasets/fashion-mnist` are on the second.
  private static let maximumDepth = 3

  /// - Throws: `DatasetError` if there is no such folder, no IDX file in it, or IDX files of several datasets.
  init(in root: String) throws(DatasetError) {
    guard let identity = FileIdentity(root) else {
      throw DatasetError(.unreadable, "\(root): there is no such folder")
    }
    guard identity.isFolder else {
      throw DatasetError(
        .notADataset, "\(root): this is a file; name the folder that holds the four IDX files")
    }
    var found: [IDXFolder] = []
    try Self.search(root, "", depth: 0, for: Self.named, &found)
    if found.isEmpty { try Self.search(root, "", depth: 0, for: Self.unusual, &found) }
    guard let first = found.first else {
      throw DatasetError(
        .notADataset,
        "\(root): there is no IDX file of MNIST's kind in this folder, such as \(Split.train.imagesName()).gz; "
          + "name a folder that holds them, or make one with 'fmbuild convert'")
    }
    guard found.count == 1 else {
      let places = found.map { $0.path.isEmpty ? root : root + "/" + $0.path }.joined(separator: ", ")
      throw DatasetError(
        .notADataset, "\(root): IDX files stand in \(found.count) folders, \(places); name one of them")
    }
    let prefixes = Set(first.names.map(\.name.prefix)).sorted()
    guard prefixes.count == 1 else {
      let names = prefixes.map { "'\($0)…'" }.joined(separator: ", ")
      throw DatasetError(
        .notADataset,
        "\(root): there are IDX files of \(prefixes.count) datasets, named \(names); put each into a folder of its own"
      )
    }
    self = first.completed(in: root)
  }

  private init(path: String, names: [(file: String, name: IDXFileName)]) {
    self.path = path
    self.names = names
  }

  /// Returns the folder with further files under unusual names, for what is missing of MNIST's four.
  private func completed(in root: String) -> IDXFolder {
    let known = names.map(\.name)
    let isWhole = Split.ofMNIST.allSatisfy { split in
      IDXFileName.Content.allCases.allSatisfy { content in
        known.contains { $0.split == split && $0.content == content }
      }
    }
    let folder = path.isEmpty ? root : root + "/" + path
    guard !isWhole, known.allSatisfy(\.prefix.isEmpty), let entries = Self.entries(of: folder) else {
      return self
    }
    let others = UnusualIDXFiles(in: folder, names: entries.filter { IDXFileName($0) == nil })
    let more = others.named(beside: known) ?? []
    return IDXFolder(
      path: path, names: (names + more).sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) })
  }

  /// Returns the sorted names of a folder's entries; nil if the folder cannot be read.
  private static func entries(of folder: String) -> [String]? {
    FolderEntry.all(in: folder)?.compactMap(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The search for a folder's IDX files; the entries are sorted.
  private typealias Finding =
    (_ folder: String, _ entries: [String]) throws(DatasetError) -> [(file: String, name: IDXFileName)]

  /// Returns the files with MNIST's names.
  private static func named(_ folder: String, _ entries: [String]) -> [(file: String, name: IDXFileName)] {
    entries.compactMap { file in IDXFileName(file).map { (file: file, name: $0) } }
  }

  /// Returns the files under unusual names.
  ///
  /// - Throws: `DatasetError` if it is not clear what they are.
  private static func unusual(_ folder: String, _ entries: [String]) throws(DatasetError) -> [(
    file: String, name: IDXFileName
  )] {
    let files = UnusualIDXFiles(in: folder, names: entries)
    guard !files.isEmpty else { return [] }
    guard let named = files.named(beside: []) else {
      throw DatasetError(.notADataset, files.question(folder: folder))
    }
    return named
  }

  /// Searches a folder and the folders below it; the search does not go below a folder that holds IDX files.
  private static func search(
    _ root: String, _ path: String, depth: Int, for find: Finding, _ found: inout [IDXFolder]
  ) throws(DatasetError) {
    let folder = path.isEmpty ? root : root + "/" + path
    guard let sorted = entries(of: folder) else {
      guard path.isEmpty else { return }
      throw DatasetError(.unreadable, "\(root): the folder cannot be read; check its permissions")
    }
    let names = try find(folder, sorted)
    guard names.isEmpty else {
      found.append(IDXFolder(path: path, names: names))
      return
    }
    guard depth < maximumDepth else { return }
    for entry in sorted where !entry.hasPrefix(".") {
      let below = path.isEmpty ? entry : path + "/" + entry
      guard FileIdentity(root + "/" + below)?.isFolder == true else { continue }
      try search(root, below, depth: depth + 1, for: find, &found)
    }
  }
}
