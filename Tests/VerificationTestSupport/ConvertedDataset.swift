internal import DatasetReading
package import TestSupport
package import Verification

/// A small dataset as `convert` makes it, with a manifest and a description: too small and too random for checks on its
/// content, but whole.
package enum ConvertedDataset {
  /// Converts drawn photos, which are put into `photos`, to `data`.
  package static func write(to folder: TemporaryFolder) async throws {
    try TestPhotos.write([("bags", 12), ("shoes", 12)], to: folder)
    _ = try await convert(folder)
  }

  /// Looks at what it is, not at what is in it.
  package static func settings(_ folder: TemporaryFolder) throws -> Verification.Settings {
    var settings = Verification.Settings(folder: folder("data"))
    let checks = CheckCatalogue.descriptions.filter { $0.group == .identity || $0.group == .container }
    settings.policy = try Policy.standard.limited(to: checks.map(\.id))
    return settings
  }
}
