internal import DatasetBuilding
internal import DatasetReading
internal import Verification

/// The items that a check of `fmbuild verify` names.
enum FindingItems {
  /// - Parameters:
  ///   - check: its id.
  ///   - report: called before each step.
  /// - Returns: a group for each finding, without those that name no item.
  /// - Throws: `VerificationError` if the check does not look at items of one dataset alone.
  static func groups(
    of check: String, _ filter: SheetFilter, report: @escaping @Sendable (Verification.Event) -> Void
  ) async throws -> [SheetItems] {
    var settings = Verification.Settings(folder: filter.dataset.root)
    settings.policy = try policy(for: check)
    let chosen = settings
    let verification = try await cancellableBySignals { try await Verification.run(chosen, report: report) }
    var left = filter.count
    return verification.results.flatMap(\.findings).compactMap { finding in
      let kept = finding.items.filter { filter.keeps($0.position) }
      let shown = kept.prefix(left)
      left -= shown.count
      guard !shown.isEmpty else { return nil }
      let scope =
        shown.count < kept.count ? " (the first \(grouped(shown.count)) of \(grouped(kept.count)))" : ""
      return SheetItems(
        heading: "\(finding.severity.rawValue): \(check): \(finding.message)\(scope)",
        items: shown.map { item in
          let name = filter.dataset.className(filter.dataset.label(of: item.position))
          return SheetItems.Item(
            position: item.position,
            captions: ["\(item.position)", name, item.detail].filter { !$0.isEmpty })
        })
    }
  }

  /// - Throws: `VerificationError` for a check that there is not, or that only `verify` can be asked for.
  static func policy(for check: String) throws(VerificationError) -> Policy {
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
