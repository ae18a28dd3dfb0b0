internal import ArgumentParser
internal import Configuration
internal import DatasetFormat
internal import FileSystem
internal import Training
internal import Workflows

/// The option for the recipe that a conversion starts from.
struct RecipeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Follow the recipe of a dataset: pipeline, classes, split, seed, selection; or the pipeline of a model. Other options change it.",
      valueName: "dataset.json"))
  var recipe: String?

  /// The recipe of someone who names no option.
  static var standard: Recipe {
    get throws { Recipe(pipeline: try ImageOptions.recipePipeline(PipelineLibrary.defaultName)) }
  }

  /// Returns the recipe of a dataset, the pipeline of a model with standard settings otherwise, or the default recipe.
  ///
  /// - Throws: `DatasetError` if the file is not the description of a dataset, or the dataset was made on a base, which a
  ///   recipe does not hold; `TrainingError` if the model is damaged or records no pipeline.
  func base() throws -> Recipe {
    guard let recipe else { return try Self.standard }
    guard FileIdentity(recipe)?.isFolder == true else { return try Self.recipe(ofDataset: recipe) }
    let path = recipe + "/" + DatasetFile.description
    if FileIdentity(path) == nil, let recipe = try ModelFolder.recordedRecipe(in: recipe) { return recipe }
    return try Self.recipe(ofDataset: path)
  }

  private static func recipe(ofDataset path: String) throws -> Recipe {
    let found = try DatasetDescription(parsing: WholeFile.text(path), file: path).recipe
    guard let base = found.base else { return found }
    throw DatasetError(
      .invalidInput,
      "\(path): the dataset continues the base '\(base.name)', whose images no recipe puts where they are; continue it with "
        + "--base DATASET instead of --recipe")
  }
}
