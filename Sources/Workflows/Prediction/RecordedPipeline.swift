package import DatasetFormat
internal import Training

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
