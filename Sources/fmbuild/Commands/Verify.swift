public import ArgumentParser
internal import DatasetFormat
internal import Processors
public import Verification
internal import Workflows

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Find what is wrong with a dataset in MNIST format.",
    discussion: """
      Takes any folder with MNIST's four IDX files, raw or gzipped, whoever made them; they are also found where \
      torchvision and Keras keep them. Nothing is changed. 'fmbuild checks' lists the checks.

        fmbuild verify data
        fmbuild verify data --for torchvision,keras,libtorch
        fmbuild verify data --against fashion-mnist
        fmbuild verify data --rebuild photos
        fmbuild verify data --fail-on warning --json

      Exit codes: 0 no finding as severe as --fail-on; 1 at least one; 2 the dataset could not be read; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, or what 'fmbuild import' reads.", valueName: "dataset"))
  var dataset: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Whether these programs load it unchanged, such as torchvision,keras,libtorch; or all.",
      valueName: "loaders"))
  var loaders: String?

  @Option(
    help: ArgumentHelp(
      "A dataset to compare with, class by class, such as the original Fashion-MNIST.", valueName: "dataset"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Convert these photos again as dataset.json says, and compare every byte.", valueName: "photos"))
  var rebuild: String?

  @OptionGroup(title: "Labels of --rebuild, if they came from a table") var tableOptions: TableOptions

  @OptionGroup(title: "Corrections of --rebuild, if labels were corrected")
  var correctionOptions: CorrectionOptions

  @Option(
    help: ArgumentHelp(
      "Checks to run, whatever a policy says, such as near-duplicates,near-leaks.", valueName: "checks"))
  var only: String?

  @Option(
    help: ArgumentHelp(
      "Switches checks off, sets severities and thresholds; 'fmbuild checks --policy' prints one.",
      valueName: "file.yaml"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "Exit with 1 if there are findings as grave as this: note, warning or error. Error unless a policy says otherwise.",
      valueName: "severity"))
  var failOn: Severity?

  @Flag(help: "Name every image concerned, not the first few.")
  var all = false

  @Flag(help: "Print a table of all checks, and what each measured.")
  var tables = false

  @Flag(help: "Print one JSON document instead of a table.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func run() async throws {
    try await Self.reportingFailure {
      let settings = try settings()
      let failureSeverity = failOn ?? settings.policy.failureSeverity ?? .error
      let status = StatusLine(isQuiet: quiet)
      defer { status.finish() }
      let verification = try await cancellableBySignals {
        try await Verification.run(settings) { event in
          switch event {
          case .reading(let folder): status.show("reading \(folder)")
          case .checking(let id, let number, let count): status.show("check \(number + 1) of \(count): \(id)")
          }
        }
      }
      status.finish()
      let summary = VerificationSummary(
        verification, failureSeverity: failureSeverity, showsAll: all, showsTables: tables,
        isLimited: only != nil)
      if json {
        try Output.result(try VerificationDocument(verification, failureSeverity: failureSeverity).json())
      } else if !quiet {
        try Output.result(summary.text)
      }
      if let gravest = verification.gravest, gravest >= failureSeverity { throw ExitCode.findings }
    }
  }

  private func settings() throws -> Verification.Settings {
    var settings = Verification.Settings(folder: dataset)
    if let policy { settings.policy = try PolicyFile.reading(policy) }
    if let only {
      let ids = only.split { $0 == "," || $0 == " " }.map { String($0) }
      settings.policy = try usage { () throws(VerificationError) in try settings.policy.limited(to: ids) }
    }
    settings.reference = against
    if let loaders {
      settings.loaders = try usage { () throws(VerificationError) in try LoaderTable.loaders(named: loaders) }
    }
    if let rebuild {
      settings.rebuilder = PhotoRebuilder(
        photos: rebuild, labels: try tableOptions.labelSource(),
        corrections: try correctionOptions.corrections(),
        jobCount: Processors.count)
    } else if let option = tableOptions.labels.map({ _ in "--labels" })
      ?? correctionOptions.file.map({ _ in "--corrections" })
    {
      throw ValidationError(
        "\(option) says how to rebuild; name the photos with --rebuild FOLDER, or leave it out.")
    }
    return settings
  }
}

/// Runs a body whose errors are the user's spelling mistakes, and reports them as usage errors.
private func usage<Result>(_ body: () throws(VerificationError) -> Result) throws -> Result {
  do {
    return try body()
  } catch {
    throw ValidationError(error.message)
  }
}

extension Severity: ExpressibleByArgument {}
