internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import Wording

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List photos and their labels, for 'map' on many machines.",
    discussion: """
      Finds photos and labels as 'convert' does, and opens no photo. The folder gets photos.csv (source, label, group, \
      split), rejects.csv and listing.json.

        fmbuild list photos --out listing
        fmbuild map --listing listing --root photos --shard 17/1000 --out parts
        fmbuild assemble parts --listing listing --out data

      Exit codes: 0 done; 2 could not do it; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The folder with the photos.", valueName: "photos"))
  var photos: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The list's folder, which is made.", valueName: "folder"))
  var out: String?

  @OptionGroup(title: "Labels") var table: TableOptions

  @OptionGroup(title: "Labels") var classChoice: ClassOptions

  @OptionGroup(title: "Labels") var groups: GroupOptions

  @Flag(help: "List linked folders outside the folder of the photos as well.")
  var followLinks = false

  @Flag(help: "Replace the list that is there.")
  var overwrite = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard out != "", !photos.isEmpty else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      guard let out else { throw ValidationError("Say where the list should go with --out FOLDER.") }
      var settings = Conversion.Settings(
        photos: photos, target: nil, recipe: try RecipeOptions.standard, jobCount: 1)
      settings.labels = try table.labelSource()
      settings.overwrites = overwrite
      settings.recipe.labels.followsLinks = followLinks ? true : nil
      groups.change(&settings.recipe)
      try classChoice.complete(&settings)
      let complete = settings
      let listing = try await cancellableBySignals { try PhotoListing.write(complete, to: out) }
      guard !quiet else { return }
      for photo in listing.rejectedPhotos.prefix(5) { Output.message("\(photo.source): \(photo.detail)") }
      for warning in listing.record.warnings { Output.message("warning: \(warning)") }
      try Output.result("\(counted(listing.lines.count, "photo")) in \(printable(out))/photos.csv")
    }
  }
}
