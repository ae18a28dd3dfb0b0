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
  /// - Throws: `DatasetError` if the file is not the description of a dataset.
  func base() throws -> Recipe {
    guard let recipe else {
      return Recipe(pipeline: try MapOptions.recipePipeline(PipelineLibrary.defaultName))
    }
    let path = FileIdentity(recipe)?.isFolder == true ? recipe + "/" + DatasetFile.description : recipe
    return try DatasetDescription(parsing: WholeFile.text(path), file: path).recipe
  }
}
