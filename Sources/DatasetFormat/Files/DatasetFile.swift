package import FileSystem

/// The names of the files in a dataset's folder other than IDX files.
public enum DatasetFile {
  public static let classes = "classes.txt"
  public static let manifest = "manifest.csv"
  public static let rejectedPhotos = "rejects.csv"
  public static let description = "dataset.json"
  public static let sprite = "sprite.png"

  /// Whether a path below a dataset's folder belongs to a file or folder of the dataset, which may be removed with it.
  static func isOurs(_ path: String) -> Bool {
    if [classes, manifest, rejectedPhotos, description, sprite].contains(path) { return true }
    let idxFiles = Split.allCases.flatMap { split in
      [split.imagesName(rank: 3), split.imagesName(rank: 4), split.labelsName].flatMap { [$0, $0 + ".gz"] }
    }
    return DatasetLayout.allCases.contains { layout in
      let folder = layout.idxFolder
      let prefix = folder.isEmpty ? "" : folder + "/"
      return prefix.hasPrefix(path + "/") || idxFiles.contains { path == prefix + $0 }
    }
  }
}

extension FolderContent {
  /// The content of a dataset's folder, which decides what may be replaced in it.
  package static let dataset = FolderContent(
    noun: "dataset", marker: DatasetFile.description, exampleName: "data", isOwn: DatasetFile.isOurs)
}
