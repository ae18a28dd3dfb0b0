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
    try Self.search(root, "", depth: 0, &found)
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
    self = first
  }

  private init(path: String, names: [(file: String, name: IDXFileName)]) {
    self.path = path
    self.names = names
  }

  /// Searches a folder and the folders below it; the search does not go below a folder that holds IDX files.
  private static func search(_ root: String, _ path: String, depth: Int, _ found: inout [IDXFolder])
    throws(DatasetError)
  {
    let folder = path.isEmpty ? root : root + "/" + path
    guard let entries = FolderEntry.all(in: folder)?.compactMap(\.name) else {
      guard path.isEmpty else { return }
      throw DatasetError(.unreadable, "\(root): the folder cannot be read; check its permissions")
    }
    let sorted = entries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let names = sorted.compactMap { file in IDXFileName(file).map { (file: file, name: $0) } }
    guard names.isEmpty else {
      found.append(IDXFolder(path: path, names: names))
      return
    }
    guard depth < maximumDepth else { return }
    for entry in sorted where !entry.hasPrefix(".") {
      let below = path.isEmpty ? entry : path + "/" + entry
      guard FileIdentity(root + "/" + below)?.isFolder == true else { continue }
      try search(root, below, depth: depth + 1, &found)
    }
  }
}
