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

/// The input of a loader that reads no IDX files, and the way in which IDX files can be used instead.
public struct OtherContainer: Sendable, Hashable {
  /// The format that the loader takes, as a noun with its article.
  public let format: String
  /// What to do instead, in one line.
  public let remedy: String

  init(_ format: String, instead remedy: String) {
    self.format = format
    self.remedy = remedy
  }
}
