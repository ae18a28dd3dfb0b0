internal import ArgumentParser
internal import Conversion
internal import DatasetFormat

/// A command that makes a dataset of photos, or of records of photos: the options that both kinds have.
protocol DatasetCommand: AsyncParsableCommand {
  var datasetOptions: DatasetOptions { get }
  var recipeOptions: RecipeOptions { get }
  var baseOptions: BaseOptions { get }
  var splitOptions: SplitOptions { get }
  var mapOptions: MapOptions { get }
  var resultOptions: ResultOptions { get }
}

extension DatasetCommand {
  /// Checks the options that both kinds of commands have, and that what is named has a name.
  func checkNames(_ names: [String]) throws {
    guard datasetOptions.out != "", !names.contains("") else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
    guard baseOptions.base == nil || recipeOptions.recipe == nil else {
      throw ValidationError("--base takes the recipe of the older dataset, and --recipe another; keep one.")
    }
  }

  /// Checks that the dataset has a place; not in `validate`, so that a misspelt `--out` is reported as an unknown option.
  func checkPlace() throws {
    guard datasetOptions.out != nil || datasetOptions.dryRun else {
      throw ValidationError(
        "Say where the dataset should go with --out FOLDER, or look first with --dry-run.")
    }
  }

  /// Returns the settings by the options that both kinds of commands have.
  ///
  /// - Parameters:
  ///   - photos: the folder of the photos, or the name of the records.
  ///   - base: the older dataset whose recipe is followed; nil for that of the options.
  func settings(photos: String, base: BaseDataset?) throws -> Conversion.Settings {
    var recipe = try base?.recipe ?? recipeOptions.base()
    try mapOptions.change(&recipe)
    try splitOptions.change(&recipe)
    datasetOptions.change(&recipe)
    try mapOptions.image.checkFast(recipe)
    var settings = Conversion.Settings(
      photos: photos, target: datasetOptions.target, recipe: recipe, jobCount: mapOptions.jobCount)
    settings.overwrites = datasetOptions.overwrite
    settings.mirrorReference = mapOptions.mirrorLike
    return settings
  }
}
