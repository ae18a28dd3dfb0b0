internal import ArgumentParser
internal import FileSystem
internal import IDX
internal import Processors
internal import Publishing
internal import Reporting
internal import Verification
internal import Wording
internal import Workflows

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show a dataset in the browser: one HTML file with pictures, findings, charts, a gallery.",
    discussion: """
      Needs no network and no other file. Images that are marked there as wrongly labelled, or to be dropped, come back as \
      corrections.csv, which 'fmbuild convert --corrections' takes.

        fmbuild report data
        fmbuild report data --model model --out report.html
        fmbuild report data --against fashion-mnist --photos photos
        fmbuild report data --about about.yaml --benchmark benchmark.json

      Exit codes: 0 done; 2 something could not be read or written; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, or what 'fmbuild import' reads.", valueName: "dataset"))
  var dataset: String

  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The file to write.", valueName: "file.html"))
  var out = "report.html"

  @Option(
    help: ArgumentHelp("A trained model: adds its figures, predictions and mistakes.", valueName: "folder"))
  var model: String?

  @Option(help: ArgumentHelp("Another dataset to put beside this one, class by class.", valueName: "dataset"))
  var against: String?

  @Option(
    help: ArgumentHelp("Labels to doubt, as 'fmbuild train --suspects' writes them.", valueName: "file.csv"))
  var suspects: String?

  @Option(
    help: ArgumentHelp(
      "The folder with the photos, which are then shown small, with their crops and stages. For three strips of stages they are looked for beside the dataset.",
      valueName: "folder"))
  var photos: String?

  @Flag(
    help:
      "Load the photos of --photos from their own files, at full size, instead of embedding small ones: the page then belongs where it is."
  )
  var linkPhotos = false

  @Option(
    help: ArgumentHelp("A policy for the checks, as 'fmbuild verify' takes it.", valueName: "file.yaml"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "What only you know: answers for the datasheet; about.yaml in the dataset's folder unless named. 'fmbuild publish --template' writes a file to fill in.",
      valueName: "about.yaml"))
  var about: String?

  @Option(
    help: ArgumentHelp(
      "The dataset beside others, as 'fmbuild benchmark --json' prints it.", valueName: "file.json"))
  var benchmark: String?

  @Option(help: ArgumentHelp("Decides which images are drawn.", valueName: "number"))
  var seed: UInt64 = 0

  @Flag(help: "Replace a file that is there and is no report.")
  var overwrite = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  /// The greatest size of a page without photos in bytes; larger pages are slow to open and to send.
  private static let largestByteCount = 5_000_000

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard !out.isEmpty, !dataset.isEmpty else {
      throw ValidationError("The name of a file or folder is empty; is a variable of your script not set?")
    }
    guard !linkPhotos || photos != nil else {
      throw ValidationError("--link-photos needs --photos FOLDER, which says where the photos are.")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let place = try OutputPlace(out, .report, overwrites: overwrite)
      let settings = try settings()
      let status = StatusLine(isQuiet: quiet)
      defer { status.finish() }
      let (page, notice) = try await cancellableBySignals {
        let composer = try await ReportComposer(settings) { status.show($0) }
        composer.notices.forEach(Output.message)
        var report = try await composer.report(imageShare: 1)
        var page = try ReportPage(report)
        for share in [0.6, 0.3, 0.1] where page.html.utf8.count > Self.largestByteCount {
          report = try await composer.report(imageShare: share)
          page = try ReportPage(report)
        }
        // Photos have a limit of their own.
        guard let full = try await composer.withPhotos(report) else { return (page, nil as String?) }
        return (try ReportPage(full), full.photoNotice)
      }
      if let notice { Output.message(notice) }
      status.show("writing \(out)")
      try place.write(page.html)
      status.finish()
      guard !quiet else { return }
      try Output.result(
        "\(printable(out)): \(decimal(Double(page.html.utf8.count) / 1e6, 1)) MB, \(linkPhotos ? "with the photos in their own files" : "everything in one file"); open it in a browser"
      )
    }
  }

  /// The owner's answers in the dataset's folder; nil if there are none.
  private var ownAbout: String? {
    let path = "\(dataset)/about.yaml"
    return FileIdentity(path)?.kind == .file ? path : nil
  }

  private func settings() throws -> ReportComposer.Settings {
    var settings = ReportComposer.Settings(
      dataset: dataset, threadCount: Processors.count)
    settings.model = model
    settings.reference = against
    settings.suspects = suspects
    settings.photos = photos
    if linkPhotos, let photos {
      settings.photoLink = relativePath(from: parentAndName(of: out).parent, to: photos)
    }
    settings.seed = seed
    settings.benchmark = benchmark
    if let about = about ?? ownAbout { settings.about = try AboutFile.reading(about) }
    if let policy { settings.policy = try PolicyFile.reading(policy) }
    return settings
  }
}
