internal import ArgumentParser
internal import Exporting
internal import Publishing
internal import Verification
internal import Workflows

struct Publish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write a folder that is ready for a site's own upload command: Hugging Face, Kaggle, Zenodo.",
    discussion: """
      The data in the site's form, with card, croissant.json, CITATION.cff and what else the site reads. How the dataset was \
      made, its numbers and what 'fmbuild verify' finds in it are filled in. What only you know comes from a file; what is \
      missing there is listed, and never invented.

        fmbuild publish --template > about.yaml
        fmbuild publish data --to huggingface --about about.yaml --out upload
        fmbuild publish data --to zenodo --about about.yaml --out new --since upload

      --since compares the images and labels with an earlier export or publication, and says whether this is a PATCH, a \
      MINOR or a MAJOR version. Nothing is uploaded; the command that does is printed.

      Exit codes: 0 done; 2 could not do it, or an answer is missing; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder.", valueName: "dataset"))
  var dataset: String?

  @Option(
    help: ArgumentHelp(
      "The site: \(PublishingSites.descriptions.map(\.name).joined(separator: ", ")).", valueName: "site"))
  var to: String?

  @Option(help: ArgumentHelp("The file with what only you know.", valueName: "about.yaml"))
  var about: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The publication's folder, which is made.", valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "An earlier export or publication to compare with. (default: the one that --overwrite replaces)",
      valueName: "folder"))
  var since: String?

  @Option(
    help: ArgumentHelp("A policy for the checks, as 'fmbuild verify' takes it.", valueName: "file.yaml"))
  var policy: String?

  @Flag(help: "Print an about.yaml to fill in, and do nothing else.")
  var template = false

  @Flag(help: "Replace the publication that is there.")
  var overwrite = false

  @Flag(help: "Print one JSON document instead of a summary.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard ![dataset, out, about, since, policy].contains("") else {
      throw ValidationError("The name of a file or folder is empty; is a variable of your script not set?")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      guard !template else {
        try Output.result(String(AboutFile.template.dropLast()))
        return
      }
      // The checks are here, not in `validate`, so that a misspelt option is reported as an unknown one.
      guard let dataset else { throw ValidationError("Name the dataset's folder.") }
      guard let to else {
        let names = PublishingSites.descriptions.map(\.name).joined(separator: ", ")
        throw ValidationError("Say where with --to SITE; there are \(names).")
      }
      guard let about else {
        throw ValidationError(
          "Say what only you know with --about about.yaml; 'fmbuild publish --template > about.yaml' writes one to fill in."
        )
      }
      guard let out else { throw ValidationError("Say where the folder should go with --out FOLDER.") }
      do {
        try await publish(dataset, to: PublishingSites.site(named: to), about, out)
      } catch let error as PublishingError where error.code == .usage {
        throw ValidationError(error.message)
      } catch let error as PublishingError {
        Output.message(Output.prefix + error.message)
        for detail in error.details { Output.message("  " + detail) }
        throw ExitCode.couldNot
      }
    }
  }

  private func publish(
    _ dataset: String, to site: any PublishingSite, _ aboutFile: String, _ out: String
  ) async throws {
    let about = try AboutFile.reading(aboutFile)
    let policy = try policy.map { try PolicyFile.reading($0) } ?? .standard
    var settings = Publication.Settings(target: out, site: site)
    settings.overwrites = overwrite
    settings.former = since
    let (publisher, publication) = try await showingProgress(isQuiet: quiet) { show in
      try await DatasetPublisher(dataset, about: about, for: site, policy: policy, report: show)
    } working: { [settings] publisher, report in
      try await publisher.run(settings, report: report)
    }
    let summary = PublicationSummary(publication, publisher, in: out)
    try Output.summary(summary, asJSON: json, isQuiet: quiet)
  }
}
