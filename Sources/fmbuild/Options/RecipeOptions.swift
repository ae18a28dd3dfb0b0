internal import ArgumentParser
internal import Configuration
internal import DatasetFormat
internal import FileSystem

/// The option for the recipe that a conversion starts from.
struct RecipeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Follow the recipe of a dataset: pipeline, classes, split, seed, selection; other options change it.",
      valueName: "dataset.json"))
  var recipe: String?

  /// Returns the recipe of the file, or the default recipe.
  ///
  /// - Throws: `DatasetError` if the file is not the description of a dataset, or the dataset was made on a base, which
  ///   a recipe does not hold.
  func base() throws -> Recipe {
    guard let recipe else {
      return Recipe(pipeline: try MapOptions.recipePipeline(PipelineLibrary.defaultName))
    }
    let path = FileIdentity(recipe)?.isFolder == true ? recipe + "/" + DatasetFile.description : recipe
    let found = try DatasetDescription(parsing: WholeFile.text(path), file: path).recipe
    guard let base = found.base else { return found }
    throw DatasetError(
      .invalidInput,
      "\(path): the dataset continues the base '\(base.name)', whose images no recipe puts where they are; continue it with "
        + "--base DATASET instead of --recipe")
  }
}
