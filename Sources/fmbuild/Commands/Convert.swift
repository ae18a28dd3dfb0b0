internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import Wording

struct Convert: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a dataset in MNIST format out of a folder of photos.",
    discussion: """
      Photos are labelled by their folders, photos/<class>/… or photos/{train,validation,test}/<class>/…, or by a table. \
      They are never touched. The dataset is written under another name and renamed when it is whole.

        fmbuild convert photos --out data
        fmbuild convert photos --out data --per-class 6000,1000 --seed 7
        fmbuild convert photos --out data --validation-fraction 0.1
        fmbuild convert photos --out data --layout torchvision
        fmbuild convert photos --out data --labels shop.csv --classes ten.yaml
        fmbuild convert photos --out better --recipe data --corrections corrections.csv
        fmbuild convert photos --out newer --base data

      Exit codes: 0 done; 1 done, but more photos were rejected than --max-rejected allows; 2 not done; 64 wrong usage; 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder with the photos: JPEG, PNG, WebP, HEIC, AVIF, TIFF, GIF, BMP, PNM.", valueName: "photos"))
  var photos: String

  @OptionGroup(title: "Dataset") var datasetOptions: DatasetOptions
  @OptionGroup(title: "Recipe") var recipeOptions: RecipeOptions
  @OptionGroup(title: "Older dataset") var baseOptions: BaseOptions
  @OptionGroup(title: "Labels") var labelOptions: LabelOptions
  @OptionGroup(title: "Split and order") var splitOptions: SplitOptions
  @OptionGroup(title: "Photos to images") var mapOptions: MapOptions

  @OptionGroup var resultOptions: ResultOptions

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard datasetOptions.out != "", !photos.isEmpty else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
    guard baseOptions.base == nil || recipeOptions.recipe == nil else {
      throw ValidationError("--base takes the recipe of the older dataset, and --recipe another; keep one.")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      // The check is here, not in `validate`, so that a misspelt `--out` is reported as an unknown option.
      guard datasetOptions.out != nil || datasetOptions.dryRun else {
        throw ValidationError(
          "Say where the dataset should go with --out FOLDER, or look first with --dry-run.")
      }
      let settings = try await settings()
      try await resultOptions.tell(target: datasetOptions.target, photosAre: "below") { report in
        try await Conversion.run(settings, report: report)
      }
    }
  }

  private func settings() async throws -> Conversion.Settings {
    let base = try await baseOptions.dataset()
    var recipe = try base?.recipe ?? recipeOptions.base()
    try mapOptions.change(&recipe)
    try splitOptions.change(&recipe)
    datasetOptions.change(&recipe)
    try mapOptions.image.checkFast(recipe)
    var settings = Conversion.Settings(
      photos: photos, target: datasetOptions.target, recipe: recipe, jobCount: mapOptions.jobCount)
    settings.overwrites = datasetOptions.overwrite
    settings.pipelineCandidates = try mapOptions.image.pipelineCandidates()
    settings.mirrorReference = mapOptions.mirrorLike
    try labelOptions.complete(&settings)
    if let base { try labelOptions.classChoice.continueClasses(of: base, &settings) }
    return settings
  }
}
