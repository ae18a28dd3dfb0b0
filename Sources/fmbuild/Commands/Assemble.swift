internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import FileSystem

struct AssembleCommand: AsyncParsableCommand {
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
    guard datasetOptions.out != "", !parts.contains("") else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
    guard parts == [StandardInput.name] || !parts.contains(StandardInput.name) else {
      throw ValidationError("Standard input is one stream: give - alone.")
    }
    if let expect, expect < 1 { throw ValidationError("--expect takes 1 or more; you gave \(expect).") }
    guard baseOptions.base == nil || recipeOptions.recipe == nil else {
      throw ValidationError("--base takes the recipe of the older dataset, and --recipe another; keep one.")
    }
    try mapOptions.image.checkIsFixed()
  }

  func run() async throws {
    try await Self.reportingFailure {
      guard datasetOptions.out != nil || datasetOptions.dryRun else {
        throw ValidationError(
          "Say where the dataset should go with --out FOLDER, or look first with --dry-run.")
      }
      let settings = try await settings()
      try await resultOptions.tell(target: datasetOptions.target, photosAre: "in") { report in
        try await Assembly.run(settings, report: report)
      }
    }
  }

  private func settings() async throws -> Assembly.Settings {
    let base = try await baseOptions.dataset()
    var recipe = try base?.recipe ?? recipeOptions.base()
    try mapOptions.change(&recipe)
    try splitOptions.change(&recipe)
    datasetOptions.change(&recipe)
    try mapOptions.image.checkFast(recipe)
    groups.change(&recipe)
    let isStream = parts == [StandardInput.name]
    var conversion = Conversion.Settings(
      photos: isStream ? "standard input" : parts[0], target: datasetOptions.target, recipe: recipe,
      jobCount: mapOptions.jobCount)
    conversion.overwrites = datasetOptions.overwrite
    conversion.mirrorReference = mapOptions.mirrorLike
    conversion.corrections = try correction.corrections()
    if conversion.corrections == nil, let recorded = recipe.corrections {
      throw ValidationError(
        "The recipe corrects labels by '\(recorded.name)'; name the file with --corrections FILE.")
    }
    try classChoice.complete(&conversion)
    if let base { try classChoice.continueClasses(of: base, &conversion) }
    var settings = Assembly.Settings(conversion, files: isStream ? [] : try Assembly.files(of: parts))
    settings.photoCount = expect
    settings.listing = listing
    return settings
  }
}
