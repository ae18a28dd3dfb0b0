public import ArgumentParser
internal import Conversion
public import DatasetFormat
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

  @Option(
    name: [.long, .customLong("max-rejects")],
    help: ArgumentHelp(
      "Exit with 1 if more photos are rejected: a share such as 0.1 or 10%, or a number such as 25.",
      valueName: "share|number"))
  var maxRejected: RejectLimit = .standard

  @Flag(help: "Print one JSON document instead of a summary.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

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
      let isQuiet = quiet
      let progress = ProgressLine(noun: "photo", isQuiet: isQuiet)
      let conversion = try await finishing(progress) {
        try await cancellableBySignals {
          try await Conversion.run(settings) { event in
            switch event {
            case .scanned(let collection):
              if !isQuiet {
                Output.message("\(counted(collection.photos.count, "photo")) below \(collection.root)")
              }
            case .decided(let note):
              progress.finish()
              if !isQuiet { Output.message(note) }
            case .mapped(let state):
              progress.update(
                done: state.doneCount, total: state.totalCount,
                note: state.rejectedCount > 0 ? ", \(grouped(state.rejectedCount)) rejected" : "")
            case .writing:
              progress.finish()
            }
          }
        }
      }
      let summary = ConversionSummary(conversion, target: datasetOptions.target)
      if !isQuiet { summary.noticeLines.forEach(Output.message) }
      try Output.summary(summary, asJSON: json, isQuiet: isQuiet)
      let counts = conversion.description.counts
      if maxRejected.isExceeded(by: counts.rejected, of: counts.photos) {
        Output.message(summary.rejectionWarning(limit: maxRejected))
        throw ExitCode.findings
      }
    }
  }

  private func settings() async throws -> Conversion.Settings {
    let base = try await baseOptions.dataset()
    var recipe = try base?.recipe ?? recipeOptions.base()
    try mapOptions.change(&recipe)
    try splitOptions.change(&recipe)
    datasetOptions.change(&recipe)
    try checkFast(recipe)
    var settings = Conversion.Settings(
      photos: photos, target: datasetOptions.target, recipe: recipe, jobCount: mapOptions.jobCount)
    settings.overwrites = datasetOptions.overwrite
    settings.pipelineCandidates = try mapOptions.pipelineCandidates()
    settings.mirrorReference = mapOptions.mirrorLike
    try labelOptions.complete(&settings)
    if let base { try labelOptions.continueClasses(of: base, &settings) }
    return settings
  }

  /// - Throws: `ValidationError` if the recipe is fast but its pipeline does not begin with a thumbnail.
  private func checkFast(_ recipe: Recipe) throws {
    guard recipe.isFast else { return }
    var full = recipe
    full.isFast = false
    if let obstacle = try MapSettings(full, jobCount: 1).obstacleToShrinking {
      throw ValidationError(obstacle + ".")
    }
  }

  private func finishing<Result: Sendable>(
    _ progress: ProgressLine, _ job: () async throws -> Result
  ) async throws -> Result {
    defer { progress.finish() }
    return try await job()
  }
}

extension DatasetLayout: ExpressibleByArgument {}

/// The limit of `--max-rejected`: a share such as `0.1` or `10%`, or a number of photos such as `25`.
struct RejectLimit: ExpressibleByArgument {
  static let standard = RejectLimit(text: "20%", value: 0.2, isShare: true)

  let text: String
  private let value: Double
  private let isShare: Bool

  private init(text: String, value: Double, isShare: Bool) {
    self.text = text
    self.value = value
    self.isShare = isShare
  }

  init?(argument: String) {
    guard let share = Share(argument: argument), share.value >= 0, share.value.isFinite else { return nil }
    if share.isPercentage {
      guard share.value <= 1 else { return nil }
      self.init(text: argument, value: share.value, isShare: true)
    } else {
      guard share.value < 1 || share.value == share.value.rounded() else { return nil }
      self.init(text: argument, value: share.value, isShare: share.value > 0 && share.value < 1)
    }
  }

  var defaultValueDescription: String { text }

  func isExceeded(by count: Int, of total: Int) -> Bool {
    Double(count) > (isShare ? value * Double(total) : value)
  }
}
