internal import DatasetReading

/// A program that loads datasets in MNIST format, and what it demands of them.
public struct Loader: Sendable, Hashable {
  /// What a loader takes for a dataset.
  public enum Intake: Sendable, Hashable {
    /// The IDX archives.
    case archives(ArchiveDemands)
    /// Something else; IDX archives reach it only by way of other code.
    case otherContainer(OtherContainer)
  }

  /// As `--for` takes it: lower case, words joined by hyphens.
  public let name: String
  /// What people call it.
  public let title: String
  public let language: ProgrammingLanguage
  public let intake: Intake
  public let evidence: Evidence
  /// What surprises those who use it, a line each, whatever the dataset.
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
