public import DatasetFormat

/// The place where a loader expects IDX files.
public enum LoaderPlace: Sendable, Hashable {
  /// The folder that the loader is given.
  case anyFolder
  /// A folder below the one that the loader is given.
  ///
  /// - root: how the loader is told of that folder.
  /// - layout: the layout by which `convert` writes files to this place; nil if there is none.
  case below(root: FolderSource, folder: String, layout: DatasetLayout?)
  /// The same place for every dataset.
  ///
  /// - title: the place in words.
  case fixed(title: String, folders: FixedFolders)
}

/// The way in which a loader is told of the folder from which it finds files.
public enum FolderSource: Sendable, Hashable {
  /// An argument of the loader.
  case argument
  /// A variable of the environment.
  case environment(String)
  /// The folder in which the program was started.
  case workingFolder
}

extension FolderSource {
  /// The loader's name for the folder.
  var title: String {
    switch self {
    case .argument: "its root"
    case .environment(let name): name
    case .workingFolder: "the folder that you work in"
    }
  }

  /// Returns the code that names the folder `FOLDER` to a loader, to stand before the call; empty if it needs none.
  func setting(in language: ProgrammingLanguage) -> String {
    switch (self, language) {
    case (.environment(let name), .python): "os.environ[\"\(name)\"] = \"FOLDER\"; "
    case (.environment(let name), .r): "Sys.setenv(\(name) = \"FOLDER\"); "
    default: ""
    }
  }
}

/// The folders that a loader has built in, as a shell accepts them.
public struct FixedFolders: Sendable, Hashable {
  /// The folder above, which programs share; empty for one that depends on where the loader's code is.
  public let base: String
  /// The folder of the training files below `base`.
  public let trainFolder: String
  /// The folder of the test files below `base`.
  public let testFolder: String

  public var train: String { path(trainFolder) }
  public var test: String { path(testFolder) }

  /// Makes one folder for both splits.
  init(in base: String = "", _ folder: String) { self.init(in: base, train: folder, test: folder) }

  init(in base: String, train: String, test: String) {
    self.base = base
    trainFolder = train
    testFolder = test
  }

  private func path(_ folder: String) -> String { base.isEmpty ? folder : base + "/" + folder }
}

extension LoaderPlace {
  /// The place in a few words, for tables.
  var summary: String {
    switch self {
    case .anyFolder: "any folder"
    case .below(let root, let folder, _): "`\(folder)` below \(root.title)"
    case .fixed(let title, _): title
    }
  }
}

extension FileDemands {
  /// How the loader is told of its folder.
  package var folderSource: FolderSource {
    if case .below(let root, _, _) = place { root } else { .argument }
  }
}
