internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import FileSystem

struct AssembleCommand: DatasetCommand {
  static let configuration = CommandConfiguration(
    commandName: "assemble",
    abstract: "Make a dataset of the records that 'map' has written.",
    discussion: """
      Makes the dataset that 'convert' makes of the same photos with the same options, byte for byte, however the photos \
      were divided. The options of "Photos to images" have to be those of 'map', which is checked.

        fmbuild assemble parts --listing listing --out data
        fmbuild map < photos.arrows | fmbuild assemble - --out data --expect 70000

      Exit codes: 0 done; 1 done, but more photos were rejected than --max-rejected allows; 2 not done; 64 wrong usage; 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of records, folders with *.arrows, or - for standard input.", valueName: "parts"))
  var parts: [String]

  @OptionGroup(title: "Dataset") var datasetOptions: DatasetOptions

  @Option(
    help: ArgumentHelp(
      "The list of the photos, made by 'fmbuild list': each must have one record.", valueName: "folder"))
  var listing: String?

  @Option(help: ArgumentHelp("The number of photos that must have a record.", valueName: "number"))
  var expect: Int?

  @OptionGroup(title: "Recipe") var recipeOptions: RecipeOptions
  @OptionGroup(title: "Older dataset") var baseOptions: BaseOptions
  @OptionGroup(title: "Labels") var classChoice: ClassOptions
  @OptionGroup(title: "Labels") var groups: GroupOptions
  @OptionGroup(title: "Labels") var correction: CorrectionOptions
  @OptionGroup(title: "Split and order") var splitOptions: SplitOptions
  @OptionGroup(title: "Photos to images") var mapOptions: MapOptions

  @OptionGroup var resultOptions: ResultOptions

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    try checkNames(parts)
    guard parts == [StandardInput.name] || !parts.contains(StandardInput.name) else {
      throw ValidationError("Standard input is one stream: give - alone.")
    }
    if let expect, expect < 1 { throw ValidationError("--expect takes 1 or more; you gave \(expect).") }
    try mapOptions.image.checkIsFixed()
  }

  func run() async throws {
    try await Self.reportingFailure {
      try checkPlace()
      let settings = try await settings()
      try await resultOptions.tell(target: datasetOptions.target, photosAre: "in") { report in
        try await Assembly.run(settings, report: report)
      }
    }
  }

  private func settings() async throws -> Assembly.Settings {
    let base = try await baseOptions.dataset()
    let isStream = parts == [StandardInput.name]
    var conversion = try self.settings(photos: isStream ? "standard input" : parts[0], base: base)
    groups.change(&conversion.recipe)
    try correction.complete(&conversion)
    try classChoice.complete(&conversion)
    if let base { try classChoice.continueClasses(of: base, &conversion) }
    var settings = Assembly.Settings(conversion, files: isStream ? [] : try Assembly.files(of: parts))
    settings.photoCount = expect
    settings.listing = listing
    return settings
  }
}
