internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import Wording

struct Convert: DatasetCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
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

  func validate() throws { try checkNames([photos]) }

  func run() async throws {
    try await Self.reportingFailure {
      try checkPlace()
      let settings = try await settings()
      try await resultOptions.tell(target: datasetOptions.target, photosAre: "below") { report in
        try await Conversion.run(settings, report: report)
      }
    }
  }

  private func settings() async throws -> Conversion.Settings {
    let base = try await baseOptions.dataset()
    var settings = try self.settings(photos: photos, base: base)
    settings.pipelineCandidates = try mapOptions.image.pipelineCandidates()
    try labelOptions.complete(&settings)
    if let base { try labelOptions.classChoice.continueClasses(of: base, &settings) }
    return settings
  }
}
