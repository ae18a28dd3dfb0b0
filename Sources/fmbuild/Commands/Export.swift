internal import ArgumentParser
internal import DatasetFormat
internal import Exporting

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a dataset in the format that a program opens: Parquet, npz, pictures, TFDS, C.",
    discussion: """
      Takes any dataset in MNIST format. Image i of a split stays image i; a validation split goes along. The same dataset \
      gives the same bytes. The export is written under another name and renamed when it is whole.

        fmbuild export data --to parquet --out products
        fmbuild export data --to npz --out products --compress
        fmbuild export data --to c --out firmware/data --count 10 --mcu avr

      Formats ('fmbuild formats' says more):

      \(ExportFormats.overview)

      Exit codes: 0 done; 2 could not do it; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, or what 'fmbuild import' reads.", valueName: "dataset"))
  var dataset: String

  @Option(help: ArgumentHelp("The format.", valueName: "format"))
  var to: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The export's folder, which is made.", valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "What files and variables are called. (default: the name of the dataset's folder)", valueName: "name"))
  var name: String?

  @OptionGroup(title: "Options of some formats") var formatOptions: FormatOptions

  @Flag(help: "Replace the export that is there.")
  var overwrite = false

  @Flag(help: "Print one JSON document instead of a summary.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard out != "", !dataset.isEmpty else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      // The checks are here, not in `validate`, so that a misspelt option is reported as an unknown one.
      guard let to else {
        let names = ExportFormats.descriptions.map(\.name).joined(separator: ", ")
        throw ValidationError("Say in which format with --to FORMAT; there are \(names).")
      }
      guard let out else { throw ValidationError("Say where the export should go with --out FOLDER.") }
      do {
        let format = try ExportFormats.format(named: to, formatOptions.given)
        let (export, source) = try await export(to: out, as: format)
        let summary = ExportSummary(export, of: source, in: out)
        try Output.summary(summary, asJSON: json, isQuiet: quiet)
      } catch let error as ExportError where error.code == .usage {
        throw ValidationError(error.message)
      }
    }
  }

  private func export(to out: String, as format: any ExportFormat) async throws -> (Export, ExportedDataset) {
    let (folder, name) = (dataset, name)
    var settings = Export.Settings(target: out, format: format)
    settings.overwrites = overwrite
    let (source, export) = try await showingProgress(isQuiet: quiet) { show in
      show("reading \(folder)")
      return try ExportedDataset(await DatasetReader.read(folder), name: name)
    } working: { [settings] source, report in
      try await Export.run(source, settings, report: report)
    }
    return (export, source)
  }
}
