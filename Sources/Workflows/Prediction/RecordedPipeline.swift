package import DatasetFormat
internal import FileSystem
package import Training

/// The pipeline that turns photos into images for a model, as the model's folder records it.
package struct RecordedPipeline: Codable, Sendable {
  private let pipeline: Recipe.Pipeline
  /// Whether JPEG files are reduced during decoding.
  private let isFast: Bool

  package init(_ recipe: Recipe) {
    pipeline = recipe.pipeline
    isFast = recipe.isFast
  }

  /// A recipe with this pipeline and standard settings otherwise.
  var recipe: Recipe {
    var recipe = Recipe(pipeline: pipeline)
    recipe.isFast = isFast
    return recipe
  }

  private enum Key: String, CodingKey {
    case isFast
  }

  package init(from decoder: any Decoder) throws {
    pipeline = try Recipe.Pipeline(from: decoder)
    isFast = try decoder.container(keyedBy: Key.self).decode(Bool.self, forKey: .isFast)
  }

  package func encode(to encoder: any Encoder) throws {
    try pipeline.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(isFast, forKey: .isFast)
  }
}

extension ModelFolder {
  /// Returns the recipe that turns photos into images for the model of a folder; nil if the folder has no model.
  ///
  /// - Throws: `TrainingError` if the model is damaged, or its folder records no pipeline that this version knows.
  package static func recordedRecipe(in folder: String) throws(TrainingError) -> Recipe? {
    guard FileIdentity("\(folder)/\(descriptionName)") != nil else { return nil }
    guard let recipe = try ModelFolder(contentsOf: folder).recordedRecipe() else {
      throw TrainingError(
        .invalidFile,
        "\(folder): the model does not record how its photos became images; name a pipeline with --pipeline")
    }
    return recipe
  }

  /// Returns the recipe that turns photos into images for the model; nil if the model's folder records no pipeline.
  ///
  /// - Throws: `TrainingError` if the record is not a pipeline that this version knows.
  func recordedRecipe() throws(TrainingError) -> Recipe? {
    guard let pipeline else { return nil }
    do {
      let recorded: RecordedPipeline = try pipeline.decoded()
      return recorded.recipe
    } catch {
      throw TrainingError(
        .invalidFile,
        "the model's folder records no pipeline that this version knows; name one with --pipeline")
    }
  }
}
