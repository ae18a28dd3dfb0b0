import Conversion
import TestSupport
import Verification
import VerificationTestSupport
import Workflows

/// Returns the result of the check `rebuild` for `data` in `folder` and the photos beside it.
func rebuilding(
  _ folder: TemporaryFolder, photos: String = "photos", labels: PhotoCollection.Labels = .folders
) async throws -> CheckResult {
  try await result(of: "rebuild", in: folder) {
    $0.rebuilder = PhotoRebuilder(photos: folder(photos), labels: labels, jobCount: 2)
  }
}
