public import DatasetBuilding
internal import DatasetReading

/// Where a loader looks for archives.
public enum LoaderPlace: Sendable, Hashable {
  /// In the folder that it is given.
  case anyFolder
  /// In a folder below the one that it is given.
  ///
  /// - root: what the loader calls the folder that it is given.
  /// - layout: what `convert` calls this place, if it does.
  case below(root: String, folder: String, layout: DatasetLayout?)
  /// Always in the same place, whatever dataset it is to read.
  ///
  /// - title: the place in words.
  case fixed(title: String, folders: FixedFolders)
}

/// The folders that a loader has built in, as a shell takes them.
public struct FixedFolders: Sendable, Hashable {
  public let train: String
  public let t10k: String

  /// One folder for both splits.
  init(_ folder: String) { self.init(train: folder, t10k: folder) }

  init(train: String, t10k: String) {
    self.train = train
    self.t10k = t10k
  }
}

extension LoaderPlace {
  /// In a few words, for tables.
  var summary: String {
    switch self {
    case .anyFolder: "any folder"
    case .below(let root, let folder, _): "`\(folder)` below \(root)"
    case .fixed(let title, _): title
    }
  }
}
