internal import ArgumentParser
internal import Configuration
internal import DatasetBuilding
internal import ImageCodecs
internal import ImageStages
internal import Processors

/// How each photo becomes an item.
struct MapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A pipeline by name, or a YAML file; 'fmbuild pipelines' lists them.", valueName: "name|file"))
  var pipeline: String = PipelineLibrary.defaultName

  @Flag(
    help: "Reduce JPEGs while decoding them: faster on large photos, close to the full result, not equal.")
  var fast = false

  @Flag(help: "Take JPEGs that end early, with grey where data is missing.")
  var acceptTruncated = false

  @Flag(help: "Keep photos of one colour all over, as blank items.")
  var keepBlank = false

  @Flag(
    help: "Leave out products that hardly differ from their background, as the paper did with white ones.")
  var excludeLowContrast = false

  @Option(
    help: ArgumentHelp(
      "What --exclude-low-contrast takes for low: the mean difference from the ground, in levels.",
      valueName: "1…255"))
  var contrastLimit: Int = 40

  @Option(
    help: ArgumentHelp(
      "Photos of more million pixels are rejected before they are decoded.", valueName: "number"))
  var maxMegapixels: Int = 268

  @Option(
    help: ArgumentHelp(
      "How many photos to work on at a time; as many as there are cores unless said otherwise.",
      valueName: "number"))
  var jobs: Int?

  func validate() throws {
    guard (1...255).contains(contrastLimit) else {
      throw ValidationError("--contrast-limit takes 1 to 255 levels; you gave \(contrastLimit).")
    }
    guard (1...10_000).contains(maxMegapixels) else {
      throw ValidationError("--max-megapixels takes 1 to 10000; you gave \(maxMegapixels).")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs takes 1 to 1024; you gave \(jobs).")
    }
  }

  func mapSettings() throws -> MapSettings {
    let pipeline = try PipelineLibrary.pipeline(pipeline)
    var settings = MapSettings(
      pipeline: pipeline, jobCount: jobs ?? Processors.count)
    if fast, pipeline.thumbnail == nil {
      throw ValidationError(
        "--fast reduces photos to the thumbnail while decoding, but pipeline '\(pipeline.name)' does not begin with a thumbnail; leave --fast out."
      )
    }
    settings.shrinksOnLoad = fast
    settings.decoding.acceptsTruncated = acceptTruncated
    settings.decoding.pixelLimit = maxMegapixels * 1_000_000
    settings.keepsBlank = keepBlank
    settings.minimumContrast = excludeLowContrast ? contrastLimit : 0
    return settings
  }
}
