import DatasetBuilding
import TestSupport
import Testing
import Verification

/// The result of one check of `data` in `folder`.
func result(
  of check: String, in folder: TemporaryFolder,
  _ change: (inout Verification.Settings) throws -> Void = { _ in }
) async throws -> CheckResult {
  var settings = Verification.Settings(folder: folder("data"))
  try change(&settings)
  let verification = try await Verification.run(settings)
  return try #require(verification.results.first { $0.check.id == check })
}

/// The result of rebuilding `data` from `photos`, both in `folder`.
func rebuilding(
  _ folder: TemporaryFolder, photos: String = "photos", labels: PhotoCollection.Labels = .folders
) async throws -> CheckResult {
  try await result(of: "rebuild", in: folder) {
    $0.rebuild = RebuildRequest(photos: folder(photos), labels: labels, jobCount: 2)
  }
}

extension TemporaryFolder {
  /// Replaces text in a file.
  func replace(_ text: String, with other: String, in name: String) throws {
    let contents = try self.text(name)
    #expect(contents.contains(text), "\(name) holds '\(text)'")
    try write(contents.replacing(text, with: other), to: name)
  }
}
