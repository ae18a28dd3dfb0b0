internal import Testing
package import TestSupport
package import Verification

/// Returns the result of one check of `data` in `folder`.
package func result(
  of check: String, in folder: TemporaryFolder,
  _ change: (inout Verification.Settings) throws -> Void = { _ in }
) async throws -> CheckResult {
  var settings = Verification.Settings(folder: folder("data"))
  try change(&settings)
  let verification = try await Verification.run(settings)
  return try #require(verification.results.first { $0.check.id == check })
}

extension TemporaryFolder {
  /// Replaces text in a file.
  package func replace(_ text: String, with other: String, in name: String) throws {
    let contents = try self.text(name)
    #expect(contents.contains(text), "\(name) holds '\(text)'")
    try write(contents.replacing(text, with: other), to: name)
  }
}
