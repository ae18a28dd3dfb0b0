internal import ArgumentParser
internal import Configuration
internal import Conversion
internal import DatasetFormat
internal import FileSystem

/// The options that decide what image a photo gives.
struct ImageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A pipeline by name, a YAML file, or auto, which looks at the backgrounds of 200 photos; 'fmbuild pipelines' lists them. (default: \(PipelineLibrary.defaultName))",
      valueName: "name|file|auto"))
  var pipeline: String?

  @Flag(
    help: "Reduce JPEGs while decoding them: faster on large photos, close to the full result, not equal.")
  var fast = false

  @Flag(help: "Take JPEGs that end early, with grey where data is missing.")
  var acceptTruncated = false

  @Flag(help: "Keep photos of one colour all over, as blank images.")
  var keepBlank = false

  @Flag(
    help:
      "Leave out products that hardly differ from their background, as the Fashion-MNIST paper did with white ones."
  )
  var excludeLowContrast = false

  @Option(
    help: ArgumentHelp(
      "What --exclude-low-contrast takes for low: the mean difference from the background, in levels. (default: 40)",
      valueName: "1…255"))
  var contrastLimit: Int?

  @Option(
    help: ArgumentHelp(
      "Photos of more million pixels are rejected before they are decoded. (default: 268)",
      valueName: "number"))
  var maxMegapixels: Int?

  func validate() throws {
    if let contrastLimit, !(1...255).contains(contrastLimit) {
      throw ValidationError("--contrast-limit takes 1 to 255 levels; you gave \(contrastLimit).")
    }
    if let maxMegapixels, !(1...10_000).contains(maxMegapixels) {
      throw ValidationError("--max-megapixels takes 1 to 10000; you gave \(maxMegapixels).")
    }
  }

  /// The value of `--pipeline` that leaves the choice to the photos.
  private static let auto = "auto"

  /// The pipelines to choose from; nil if the user or a recipe has chosen.
  func pipelineCandidates() throws -> PipelineChoice.Candidates? {
    guard pipeline == Self.auto else { return nil }
    return PipelineChoice.Candidates(
      onWhite: try Self.recipePipeline(PipelineLibrary.defaultName),
      otherwise: try Self.recipePipeline(PipelineLibrary.anyBackgroundName))
  }

  /// - Throws: `ValidationError` if the recipe is fast but its pipeline does not begin with a thumbnail.
  func checkFast(_ recipe: Recipe) throws {
    guard recipe.isFast else { return }
    var full = recipe
    full.isFast = false
    if let obstacle = try MapSettings(full, jobCount: 1).obstacleToShrinking {
      throw ValidationError(obstacle + ".")
    }
  }

  /// Checks that the pipeline does not depend on the photos, because no program sees them all.
  func checkIsFixed() throws {
    guard pipeline != Self.auto else {
      throw ValidationError(
        "--pipeline auto looks at many photos, and here each is converted by itself; name a pipeline.")
    }
  }

  /// Returns the pipeline with a name or in a file, for a recipe.
  ///
  /// - Throws: `ConfigurationError` if there is no such pipeline, or the file is invalid.
  static func recipePipeline(_ nameOrPath: String) throws -> Recipe.Pipeline {
    Recipe.Pipeline(
      try PipelineLibrary.pipeline(nameOrPath),
      file: PipelineLibrary.names.contains(nameOrPath) ? nil : pathNames(of: nameOrPath).last)
  }

  /// Applies the given options to a recipe.
  func change(_ recipe: inout Recipe) throws {
    if let pipeline {
      recipe.pipeline = try Self.recipePipeline(
        pipeline == Self.auto ? PipelineLibrary.defaultName : pipeline)
    }
    if fast { recipe.isFast = true }
    if acceptTruncated { recipe.selection.acceptsTruncated = true }
    if let maxMegapixels { recipe.selection.maximumPixels = maxMegapixels * 1_000_000 }
    if keepBlank { recipe.selection.keepsBlank = true }
    if excludeLowContrast || (contrastLimit != nil && recipe.selection.minimumContrast > 0) {
      recipe.selection.minimumContrast = contrastLimit ?? 40
    }
  }
}
