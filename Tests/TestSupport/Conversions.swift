internal import Configuration
package import Conversion
package import DatasetFormat
internal import FileSystem

/// Converts `photos` to `data`, both in `folder`.
package func convert(
  _ folder: TemporaryFolder, photos: String = "photos", to target: String? = "data", jobs: Int = 2,
  pipeline: String = PipelineLibrary.defaultName,
  _ change: (inout Conversion.Settings) throws -> Void = { _ in },
  report: @escaping @Sendable (Conversion.Event) -> Void = { _ in }
) async throws -> Conversion {
  var settings = Conversion.Settings(
    photos: folder(photos), target: target.map { folder($0) }, recipe: try recipe(pipeline: pipeline),
    jobCount: jobs)
  try change(&settings)
  return try await Conversion.run(settings, report: report)
}

/// Returns the default recipe with a pipeline by its name or file.
package func recipe(pipeline: String = PipelineLibrary.defaultName) throws -> Recipe {
  Recipe(
    pipeline: Recipe.Pipeline(
      try PipelineLibrary.pipeline(pipeline),
      file: PipelineLibrary.names.contains(pipeline) ? nil : pathNames(of: pipeline).last))
}
