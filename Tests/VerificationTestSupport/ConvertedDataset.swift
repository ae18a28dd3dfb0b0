internal import DatasetFormat
package import TestSupport
package import Verification

/// A small dataset converted from photos, with a manifest and a description. Its content is too small and too random
/// for checks of the content.
package enum ConvertedDataset {
  /// Writes drawn photos to `photos` and converts them to `data`.
  package static func write(to folder: TemporaryFolder) async throws {
    try TestPhotos.write([("bags", 12), ("shoes", 12)], to: folder)
    _ = try await convert(folder)
  }

  /// Returns settings for the checks of identity and containers only.
  package static func settings(_ folder: TemporaryFolder) throws -> Verification.Settings {
    var settings = Verification.Settings(folder: folder("data"))
    let checks = CheckCatalogue.descriptions.filter { $0.group == .identity || $0.group == .container }
    settings.policy = try Policy.standard.limited(to: checks.map(\.id))
    return settings
  }
}
