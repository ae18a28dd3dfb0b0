internal import ArgumentParser
internal import DatasetFormat
internal import Workflows

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what is different in another version of a dataset, image by image.",
    discussion: """
      Says which images were added, removed, relabelled, changed in their pixels, or moved to another split or index, and \
      which classes and settings of the recipe are others. Images are recognised by their photos, as manifest.csv names \
      them; in datasets of other programs, by split and index, and by equal bytes. Nothing is changed.

        fmbuild diff old new
        fmbuild diff old new --out rows.csv
        fmbuild diff fashion-mnist fashion-mnist-copy --json

      Exit codes: 0 equal; 1 different; 2 a dataset could not be read; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The old dataset's folder, or what 'fmbuild import' reads.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The new dataset's folder, or what 'fmbuild import' reads.", valueName: "new"))
  var new: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write a table of all images that differ, too.", valueName: "file.csv"))
  var out: String?

  @Flag(help: "Replace a file that is there and is no such table.")
  var overwrite = false

  @Flag(help: "Print one JSON document instead of tables.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard out != "", !old.isEmpty, !new.isEmpty else {
      throw ValidationError("The name of a file or folder is empty; is a variable of your script not set?")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let place = try out.map { path throws(DatasetError) in
        try OutputPlace(path, .table(DatasetDifference.headings), overwrites: overwrite)
      }
      let status = StatusLine(isQuiet: quiet)
      defer { status.finish() }
      let (old, new) = (old, new)
      let difference = try await cancellableBySignals {
        status.show("reading \(old)")
        let before = try await DatasetReader.read(old)
        status.show("reading \(new)")
        let after = try await DatasetReader.read(new)
        status.show("comparing")
        return try DatasetDifference(before, after)
      }
      try place?.write(difference.table)
      status.finish()
      let summary = DifferenceSummary(difference, old: old, new: new, table: out)
      try Output.summary(summary, asJSON: json, isQuiet: quiet)
      if !difference.isEqual { throw ExitCode.findings }
    }
  }
}
