/// The names of what a dataset's folder holds beside the archives.
public enum DatasetFile {
  public static let classes = "classes.txt"
  public static let manifest = "manifest.csv"
  public static let rejects = "rejects.csv"
  public static let description = "dataset.json"
  public static let sprite = "sprite.png"

  /// Whether something of that name in a dataset's folder is this program's own and may go with the dataset.
  static func isOurs(_ name: String) -> Bool {
    if [classes, manifest, rejects, description, sprite, "FashionMNIST", "datasets"].contains(name) {
      return true
    }
    return Split.allCases.contains { split in
      name.hasPrefix(split.rawValue + "-images-idx") || name.hasPrefix(split.rawValue + "-labels-idx")
    }
  }
}
