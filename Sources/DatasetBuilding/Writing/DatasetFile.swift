package import FileSystem

/// The names of what a dataset's folder holds beside the archives.
public enum DatasetFile {
  public static let classes = "classes.txt"
  public static let manifest = "manifest.csv"
  public static let rejects = "rejects.csv"
  public static let description = "dataset.json"
  public static let sprite = "sprite.png"

  /// Whether what is at a path below a dataset's folder is this program's own and may go with the dataset.
  static func isOurs(_ path: String) -> Bool {
    if [classes, manifest, rejects, description, sprite].contains(path) { return true }
    let archives = Split.allCases.flatMap { split in
      [split.imagesName(rank: 3), split.imagesName(rank: 4), split.labelsName].flatMap { [$0, $0 + ".gz"] }
    }
    return DatasetLayout.allCases.contains { layout in
      let folder = layout.archiveFolder
      let prefix = folder.isEmpty ? "" : folder + "/"
      return prefix.hasPrefix(path + "/") || archives.contains { path == prefix + $0 }
    }
  }
}

extension FolderContent {
  /// Of a dataset's folder.
  package static let dataset = FolderContent(
    noun: "dataset", marker: DatasetFile.description, exampleName: "data", isOwn: DatasetFile.isOurs)
}
