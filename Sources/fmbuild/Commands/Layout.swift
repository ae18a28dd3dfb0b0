internal import ArgumentParser
internal import DatasetFormat
internal import Exporting
internal import Layouts
internal import Verification

struct LayoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout",
    abstract: "Put a dataset where loaders look for it: torchvision, Keras, TFDS, scikit-learn and others.",
    discussion: """
      Takes any dataset in MNIST format, and makes a folder in which the loaders find it: under their names, raw or \
      gzipped, in their folders, by hard links where the bytes are right. Says how each opens it. A loader that does not take \
      the dataset is an error, which names the option of convert that helps. 'fmbuild loaders' lists the loaders.

        fmbuild layout data --for torchvision,keras --out layout
        fmbuild layout data --for torchvision --class MyShop --out layout
        fmbuild layout data --for all --out layout
        fmbuild layout data --for classroom --out classroom

      The last makes a folder in which the lines of tutorials on Fashion-MNIST and MNIST give this dataset, with a notebook.

      Exit codes: 0 done; 2 could not do it; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder.", valueName: "dataset"))
  var dataset: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "The loaders, such as torchvision,keras; all for those that take the dataset; or classroom.",
      valueName: "loaders"))
  var loaders: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The layout's folder, which is made.", valueName: "folder"))
  var out: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "A class of yours that extends torchvision's, with your names of classes and a folder of its own, such as MyShop.",
      valueName: "name"))
  var className: String?

  @Option(
    help: ArgumentHelp(
      "What the dataset is called where files have its name. (default: the name of the dataset's folder)",
      valueName: "name"))
  var name: String?

  @Flag(help: "Replace the layout that is there.")
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
      guard let loaders else {
        throw ValidationError(
          "Say for which loaders with --for LOADERS, such as torchvision,keras, all or \(LayoutRequest.classroom)."
        )
      }
      guard let out else { throw ValidationError("Say where the layout should go with --out FOLDER.") }
      do {
        let request = try LayoutRequest(named: loaders, className: className)
        let (layout, source) = try await layOut(to: out, request)
        let summary = LayoutSummary(layout, of: source, in: out, isClassroom: request.isClassroom)
        try Output.summary(summary, asJSON: json, isQuiet: quiet)
      } catch let error as LayoutError where error.code == .usage {
        throw ValidationError(error.message)
      } catch let error as ExportError where error.code == .usage {
        throw ValidationError(error.message)
      }
    }
  }

  private func layOut(to out: String, _ request: LayoutRequest) async throws -> (Layout, ExportedDataset) {
    let (folder, name) = (dataset, name)
    var settings = Layout.Settings(target: out, request: request)
    settings.overwrites = overwrite
    let (source, layout) = try await showingProgress(isQuiet: quiet) { show in
      show("reading \(folder)")
      let source = try await DatasetReader.read(folder)
      return (dataset: source, exported: try ExportedDataset(source, name: name))
    } working: { [settings] source, report in
      try await Layout.run(source.dataset, source.exported, settings, report: report)
    }
    return (layout, source.exported)
  }
}
