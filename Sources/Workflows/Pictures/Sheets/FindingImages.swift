internal import DatasetFormat
package import Verification
internal import Wording

/// The images in the findings of one check of `fmbuild verify`.
package enum FindingImages {
  /// - Parameters:
  ///   - check: the id of the check.
  ///   - report: called before each step.
  /// - Returns: a group for each finding that names images to show.
  /// - Throws: `VerificationError` if there is no such check, or the check needs more than the dataset.
  package static func groups(
    of check: String, _ filter: SheetFilter, report: @escaping @Sendable (Verification.Event) -> Void
  ) async throws -> [SheetImages] {
    var settings = Verification.Settings(folder: filter.dataset.root)
    settings.policy = try policy(for: check)
    let verification = try await Verification.run(settings, report: report)
    var left = filter.count
    return verification.results.flatMap(\.findings).compactMap { finding in
      let kept = finding.examples.filter { filter.keeps($0.position) }
      let shown = kept.prefix(left)
      left -= shown.count
      guard !shown.isEmpty else { return nil }
      let scope =
        shown.count < kept.count ? " (the first \(grouped(shown.count)) of \(grouped(kept.count)))" : ""
      return SheetImages(
        heading: "\(finding.severity.rawValue): \(check): \(finding.message)\(scope)",
        examples: shown.map { example in
          let name = filter.dataset.className(filter.dataset.label(of: example.position))
          return SheetImages.Example(
            position: example.position,
            captions: ["\(example.position)", name, example.detail].filter { !$0.isEmpty })
        })
    }
  }

  /// Returns the policy that runs only one check.
  ///
  /// - Throws: `VerificationError` if there is no such check, or the check needs more than the dataset.
  package static func policy(for check: String) throws(VerificationError) -> Policy {
    if let description = CheckCatalogue.descriptions.first(where: { $0.id == check }), description.isOnRequest
    {
      throw VerificationError(
        .invalidInput,
        "--finding: '\(check)' needs more than the dataset; ask 'fmbuild verify' with --rebuild, --against or --for"
      )
    }
    return try Policy.standard.limited(to: [check], option: "--finding")
  }
}
