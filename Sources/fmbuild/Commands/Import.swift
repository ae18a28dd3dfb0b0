internal import ArgumentParser
internal import DatasetFormat
internal import FileSystem
internal import Importing
internal import Wording

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a dataset of images that exist already: npz, Parquet, CSV, pictures, IDX.",
    discussion: """
      Takes images and labels as they are; photos become images with 'fmbuild convert'. Splits that the source has stay, \
      with their order; otherwise one image in seven of each class goes to test, and the order is shuffled. The dataset \
      is written under another name and renamed when it is whole.

        fmbuild import bloodmnist.npz --out data
        fmbuild import kmnist --out data
        fmbuild import mnist/data/train-00000-of-00001.parquet --out data
        fmbuild import digits/train.csv --out data
        fmbuild import pictures --out data --classes names.txt
        fmbuild import emnist-letters --out data --transpose

      Sources, which are recognised by their content:

      \(ImportFormats.overview)

      Exit codes: 0 done; 2 could not do it; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The file or the folder with the images.", valueName: "source"))
  var source: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The dataset's folder, which is made.", valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "The names of the classes, a line each, the first for label 0. (default: those of the source, or numbers)",
      valueName: "file"))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "The height of the images of a CSV file. (default: that of a square)", valueName: "pixels"))
  var height: Int?

  @Option(
    help: ArgumentHelp(
      "The column with the labels: its name, in CSV files also first or last. (default: the one called label, or the like)",
      valueName: "name"))
  var labelColumn: String?

  @Option(
    help: ArgumentHelp(
      "The column of a Parquet file with the pictures. (default: the only one)", valueName: "name"))
  var imageColumn: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Exchange rows and columns of IDX images, which lie on their side in EMNIST.")
  var transpose: Bool?

  @Option(
    help: ArgumentHelp(
      "Decides split and order where the source has no split.", valueName: "number"))
  var seed: UInt64 = 0

  @Flag(help: "Replace the dataset that is there.")
  var overwrite = false

  @Flag(help: "Print one JSON document instead of a summary.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard out != "", !source.isEmpty else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
    if let height, height < 1 {
      throw ValidationError("--height takes a number of pixels of at least 1; you gave \(height).")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      // The check is here, not in `validate`, so that a misspelt `--out` is reported as an unknown option.
      guard let out else { throw ValidationError("Say where the dataset should go with --out FOLDER.") }
      var settings = Import.Settings(source: source, target: out)
      settings.options = try options()
      settings.seed = seed
      settings.overwrites = overwrite
      let imported = try await run(settings)
      let summary = ImportSummary(imported, source: source, target: out)
      if !quiet { imported.notices.map(printable).forEach(Output.message) }
      try Output.summary(summary, asJSON: json, isQuiet: quiet)
    }
  }

  private func run(_ settings: Import.Settings) async throws -> Import {
    let status = StatusLine(isQuiet: quiet)
    let progress = ProgressLine(noun: "image", isQuiet: quiet)
    defer {
      status.finish()
      progress.finish()
    }
    status.show("reading \(source)")
    return try await cancellableBySignals {
      try await Import.run(settings) {
        status.finish()
        progress.update(done: $0, total: $1)
      }
    }
  }

  private func options() throws -> ImportOptions {
    var options = ImportOptions()
    options.height = height
    options.transposes = transpose
    options.labelColumn = labelColumn
    options.imageColumn = imageColumn
    if let classes {
      let text = try WholeFile.text(classes, maximumByteCount: ClassNames.largestFileByteCount)
      options.classNames = try ClassNames.names(parsing: text, file: classes)
    }
    return options
  }
}
