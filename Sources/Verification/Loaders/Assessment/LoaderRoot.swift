internal import DatasetBuilding
internal import DatasetReading
internal import FileSystem

/// The folder to give to a loader, if the archives of a dataset stand where the loader then looks.
struct LoaderRoot {
  /// Nil if there is no such folder.
  let path: String?
  /// The folder with the archives.
  let archiveFolder: String

  init(_ place: LoaderPlace, _ dataset: Dataset) {
    archiveFolder =
      dataset.archiveFolder.isEmpty ? dataset.root : dataset.root + "/" + dataset.archiveFolder
    switch place {
    case .anyFolder: path = archiveFolder
    case .below(_, let folder, _):
      path =
        dataset.archiveFolder == folder
        ? dataset.root : Self.folder(above: folder, endOf: resolvedPath(archiveFolder))
    case .fixed(_, let folders):
      path =
        folders.train == folders.t10k && Self.isSame(folders.train, archiveFolder) ? archiveFolder : nil
    }
  }

  /// Users may have named the inner folder.
  private static func folder(above folder: String, endOf path: String?) -> String? {
    guard let path else { return nil }
    let names = pathNames(of: path)
    let end = pathNames(of: folder)
    guard names.count > end.count, names.suffix(end.count).elementsEqual(end) else { return nil }
    return "/" + names.dropLast(end.count).joined(separator: "/")
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    guard let left = FileIdentity(left) else { return false }
    return left == FileIdentity(right)
  }
}
