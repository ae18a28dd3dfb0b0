internal import Configuration
package import DatasetBuilding

/// Converts `photos` to `data`, both in `folder`.
package func convert(
  _ folder: TemporaryFolder, photos: String = "photos", to target: String? = "data", jobs: Int = 2,
  pipeline: String = PipelineLibrary.defaultName,
  _ change: (inout Conversion.Settings) throws -> Void = { _ in },
  report: @escaping @Sendable (Conversion.Event) -> Void = { _ in }
) async throws -> Conversion {
  var settings = Conversion.Settings(
    photos: folder(photos), target: target.map { folder($0) },
    mapping: MapSettings(pipeline: try PipelineLibrary.pipeline(pipeline), jobCount: jobs))
  try change(&settings)
  return try await Conversion.run(settings, report: report)
}
