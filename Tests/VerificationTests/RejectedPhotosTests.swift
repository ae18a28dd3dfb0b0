import DatasetFormat
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of the check for photos that gave no image.
struct RejectedPhotosTests {
  /// Returns the result for a converted dataset of 24 images, with some photos that were rejected.
  static func result(_ photos: [RejectedPhoto], policy: String = "{}") async throws -> CheckResult {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      try folder.write(RejectedPhotoTable.text(photos), to: "data/" + DatasetFile.rejectedPhotos)
      return try await VerificationTestSupport.result(of: "rejected-photos", in: folder) {
        $0.policy = try PolicyFile.parsing(policy, file: "policy.yaml")
      }
    }
  }

  static func rejected(_ count: Int, _ reason: RejectedPhoto.Reason) -> [RejectedPhoto] {
    (0..<count).map {
      RejectedPhoto(source: "bags/\(reason.rawValue)-\($0).jpg", label: "bags", reason, "take it again")
    }
  }

  @Test(arguments: [
    (0, CheckResult.Verdict.ok), (1, .note), (2, .note), (3, .warning), (6, .warning), (7, .error),
    (50, .error),
  ])
  func theShareDecidesHowGraveItIs(_ count: Int, _ verdict: CheckResult.Verdict) async throws {
    #expect(try await Self.result(Self.rejected(count, .damaged)).verdict == verdict)
  }

  @Test func photosWithoutAFaultDoNotCount() async throws {
    let photos = Self.rejected(20, .duplicate) + Self.rejected(20, .notNeeded) + Self.rejected(20, .dropped)
    #expect(try await Self.result(photos).verdict == .ok)
  }

  @Test func countShareAndMostFrequentReasonAreSaid() async throws {
    let result = try await Self.result(Self.rejected(2, .truncated) + Self.rejected(4, .nothingToSee))
    let finding = try #require(result.findings.first)
    #expect(
      finding.message
        == "6 photos of 30 (20.0%) gave no image, most often for the reason nothing-to-see (4), then truncated (2)"
    )
    #expect(finding.remedy.contains("bags/nothing-to-see-0.jpg: take it again"))
    #expect(finding.files.count == 6)
  }

  @Test func aPolicySetsTheSeverityOfAllFindings() async throws {
    let policy = "checks: {rejected-photos: {severity: note}}"
    #expect(try await Self.result(Self.rejected(50, .damaged), policy: policy).verdict == .note)
    let stricter = "checks: {rejected-photos: {severity: error}}"
    #expect(try await Self.result(Self.rejected(1, .damaged), policy: stricter).verdict == .error)
    let lenient = "checks: {rejected-photos: {warning: 0.5, error: 0.9}}"
    #expect(try await Self.result(Self.rejected(7, .damaged), policy: lenient).verdict == .note)
  }

  @Test func aTableThatCannotBeReadIsAFinding() async throws {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      try folder.write("source,why\na.jpg,damaged\n", to: "data/" + DatasetFile.rejectedPhotos)
      let found = try await VerificationTestSupport.result(of: "rejected-photos", in: folder)
      #expect(found.verdict == .warning && found.findings.map(\.files) == [[DatasetFile.rejectedPhotos]])
      try folder.remove("data/" + DatasetFile.rejectedPhotos)
      #expect(
        try await VerificationTestSupport.result(of: "rejected-photos", in: folder).verdict == .skipped)
    }
  }
}
