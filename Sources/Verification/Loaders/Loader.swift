internal import DatasetFormat

/// A program that loads datasets in MNIST format, and its demands on them.
public struct Loader: Sendable, Hashable {
  /// The kind of input that a loader takes.
  public enum Intake: Sendable, Hashable {
    /// IDX files.
    case idxFiles(FileDemands)
    /// Another format; IDX files reach the loader only through other code.
    case otherContainer(OtherContainer)
  }

  /// The name for the option `--for`: lower-case words joined by hyphens.
  public let name: String
  /// The name of the loader in texts.
  public let title: String
  public let language: ProgrammingLanguage
  public let intake: Intake
  public let evidence: Evidence
  /// Surprising behaviour of the loader with any dataset, one line each.
  public let traps: [String]

  init(
    _ name: String, _ title: String, _ language: ProgrammingLanguage, _ evidence: Evidence,
    takes intake: Intake, traps: [String] = []
  ) {
    self.name = name
    self.title = title
    self.language = language
    self.intake = intake
    self.evidence = evidence
    self.traps = traps
  }
}

/// The programming language for which a loader is written.
public enum ProgrammingLanguage: String, Sendable, CaseIterable {
  case python = "Python"
  case cPlusPlus = "C++"
  case rust = "Rust"
  case go = "Go"
  case java = "Java"
  case javaScript = "JavaScript"
  case julia = "Julia"
  case r = "R"
}

/// The source of what is known about a loader.
public enum Evidence: String, Sendable, CaseIterable {
  /// The loader was run on files that meet its demands, and on some that do not.
  case executed
  /// The source code of the loader was read.
  case sourceRead = "source read"
  /// The documentation of the loader was read, and nothing else.
  case documented
}

/// The input of a loader that reads no IDX files, and the way in which a dataset reaches it.
public struct OtherContainer: Sendable, Hashable {
  /// The format that the loader takes, as a noun with its article.
  public let format: String
  /// What to do instead of using the loader, in one line.
  public let remedy: String
  /// What `fmbuild layout` writes for the loader; nil if the loader takes no dataset of one's own.
  public let layout: ContainerLayout?

  init(_ format: String, layout: ContainerLayout? = nil, instead remedy: String) {
    self.format = format
    self.layout = layout
    self.remedy = remedy
  }
}

extension Loader {
  /// The demands on images and labels; nil if the loader takes no dataset of one's own.
  package var demands: FileDemands? {
    switch intake {
    case .idxFiles(let demands): demands
    case .otherContainer(let other): other.layout?.demands
    }
  }

  /// How the loader is told of the folder in which it finds a dataset.
  package var folderSource: FolderSource { demands?.folderSource ?? .argument }

  /// The folder to which the loader is pointed, below that of a layout; empty for the layout's own.
  package var layoutFolder: String {
    guard case .otherContainer(let other) = intake else { return "" }
    return other.layout?.folder ?? ""
  }

  /// Returns the lines of code that open a dataset, in which `FOLDER` stands for the folder that the loader is given.
  ///
  /// - Parameter isNamed: whether the code says which folder it is; otherwise the environment or the working folder does.
  package func code(namingFolder isNamed: Bool) -> [String] {
    guard let demands else { return [] }
    let setting = isNamed ? demands.folderSource.setting(in: language) : ""
    return [demands.setup, setting + demands.opening].compactMap { $0 }
  }
}
