internal import DatasetBuilding
internal import FileSystem

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Where in a dataset's folder the archives stand: directly, or where torchvision, keras and others look for them.
struct ArchiveFolder {
  /// Below the dataset's folder; empty for the folder itself.
  let path: String
  /// The files' names with what they say, sorted.
  let names: [(file: String, name: ArchiveName)]

  /// How deep archives are looked for: `FashionMNIST/raw` is two folders deep, keras's place as well.
  private static let maximumDepth = 3

  /// - Throws: `DatasetReadingError` if there is no such folder, no archive in it, or archives of several datasets.
  init(in root: String) throws(DatasetReadingError) {
    guard let identity = FileIdentity(root) else {
      throw DatasetReadingError(.unreadable, "\(root): there is no such folder")
    }
    guard identity.isFolder else {
      throw DatasetReadingError(
        .notADataset, "\(root): this is a file; name the folder that holds the four archives")
    }
    var found: [ArchiveFolder] = []
    try Self.search(root, "", depth: 0, &found)
    guard let first = found.first else {
      throw DatasetReadingError(
        .notADataset,
        "\(root): there is no MNIST archive in this folder, such as \(Split.train.imagesName()).gz; "
          + "name a folder that holds them, or make one with 'fmbuild convert'")
    }
    guard found.count == 1 else {
      let places = found.map { $0.path.isEmpty ? root : root + "/" + $0.path }.joined(separator: ", ")
      throw DatasetReadingError(
        .notADataset, "\(root): archives stand in \(found.count) folders, \(places); name one of them")
    }
    let prefixes = Set(first.names.map(\.name.prefix)).sorted()
    guard prefixes.count == 1 else {
      throw DatasetReadingError(
        .notADataset,
        "\(root): there are archives of \(prefixes.count) datasets, named \(prefixes.map { "'\($0)…'" }.joined(separator: ", ")); "
          + "put each into a folder of its own")
    }
    self = first
  }

  private init(path: String, names: [(file: String, name: ArchiveName)]) {
    self.path = path
    self.names = names
  }

  /// Stops at a folder that holds archives: what is below is not this dataset's.
  private static func search(_ root: String, _ path: String, depth: Int, _ found: inout [ArchiveFolder])
    throws(DatasetReadingError)
  {
    let folder = path.isEmpty ? root : root + "/" + path
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      guard path.isEmpty else { return }
      throw DatasetReadingError(
        .unreadable, "\(root): the folder cannot be read; check its permissions")
    }
    let sorted = entries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let names = sorted.compactMap { file in ArchiveName(file).map { (file: file, name: $0) } }
    guard names.isEmpty else {
      found.append(ArchiveFolder(path: path, names: names))
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
