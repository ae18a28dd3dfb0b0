internal import DatasetFormat
internal import FileSystem

/// The folder to give to a loader, from which the loader finds the files of a dataset.
struct LoaderRoot {
  /// The path of the folder to give to the loader; nil if the loader would not find the files from any folder.
  let path: String?
  /// The path of the folder with the IDX files.
  let idxFolder: String

  init(_ place: LoaderPlace, _ dataset: Dataset) {
    idxFolder =
      dataset.idxFolder.isEmpty ? dataset.root : dataset.root + "/" + dataset.idxFolder
    switch place {
    case .anyFolder: path = idxFolder
    case .below(_, let folder, _):
      path =
        dataset.idxFolder == folder
        ? dataset.root : Self.folder(above: folder, endOf: resolvedPath(idxFolder))
    case .fixed(_, let folders):
      path =
        folders.train == folders.test && Self.isSame(folders.train, idxFolder) ? idxFolder : nil
    }
  }

  /// Returns the folder from which `folder` leads to `path`, for users who named the inner folder; nil if `path` does
  /// not end in `folder`.
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
