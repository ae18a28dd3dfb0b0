internal import DatasetFormat
package import Verification
internal import Wording

/// What `verify` found in a dataset, as sentences that say by which check it was measured.
package struct Measurements: Sendable {
  /// What limits the use of the images.
  let limitations: [String]
  /// What makes some classes or kinds of images more frequent than others, or other than they are.
  let biases: [String]
  /// The numbers of findings by severity, such as `2 warnings, 1 note`; empty if there is none.
  package let counts: String

  /// The checks whose findings are of classes and kinds of photos, rather than of single images.
  private static let biasChecks: Set = [
    "class-balance", "missing-classes", "rejected-photos", "photo-backgrounds", "orientation", "split-drift",
    "low-contrast", "one-pixel",
  ]

  /// The groups of checks whose findings are of the images; those of files and loaders do not outlast the packaging.
  private static let groups: Set<CheckDescription.Group> = [.identity, .content, .sets]

  /// The checks that say that a dataset's records are not those of its files.
  private static let recordChecks: Set = ["recorded-checksums", "manifest-agreement"]

  /// - Throws: `PublishingError` if the records contradict the files, so that what they say must not be published.
  package init(_ verification: Verification) throws(PublishingError) {
    let results = verification.results
    for result in results where Self.recordChecks.contains(result.check.id) && result.verdict == .error {
      throw PublishingError(
        .unsuitableDataset,
        "\(verification.dataset.folder): the dataset's records are not those of its files; "
          + "'fmbuild verify \(verification.dataset.folder)' says more; convert the photos again",
        details: result.findings.map(\.message))
    }
    var (limitations, biases): ([String], [String]) = ([], [])
    for (result, finding) in results.findingsByGravity where Self.groups.contains(result.check.group) {
      let sentence = Self.sentence(finding, check: result.check.id)
      if Self.biasChecks.contains(result.check.id) {
        biases.append(sentence)
      } else {
        limitations.append(sentence)
      }
    }
    func clean(_ isBias: Bool) -> String? {
      let checks = results.filter {
        $0.verdict == .ok && Self.groups.contains($0.check.group)
          && Self.biasChecks.contains($0.check.id) == isBias
      }
      guard !checks.isEmpty else { return nil }
      return "\(Self.prefix): nothing found by \(checks.map(\.check.id).joined(separator: ", "))."
    }
    let balance = verification.dataset.parts.map { part in
      let counts = part.classCounts.filter { $0 > 0 }
      return "\(part.split.rawValue) \(grouped(counts.min() ?? 0)) to \(grouped(counts.max() ?? 0))"
    }
    biases.append("\(Self.prefix): images of a class: \(balance.joined(separator: ", ")).")
    self.limitations = limitations + [clean(false)].compactMap { $0 }
    self.biases = biases + [clean(true)].compactMap { $0 }
    counts = results.filter { Self.groups.contains($0.check.group) }.severityCounts
  }

  private static let prefix = "Measured by \(ProgramVersion.name) \(ProgramVersion.current)"

  /// The greatest number of details that a sentence repeats.
  private static let detailCount = 10

  private static func sentence(_ finding: Finding, check: String) -> String {
    let details = finding.details.prefix(detailCount).map(onOneLine).joined(separator: "; ")
    let more = finding.details.count - detailCount
    return "\(prefix) (\(check), \(finding.severity.rawValue)): \(onOneLine(finding.message))"
      + (details.isEmpty ? "" : ": \(details)") + (more > 0 ? "; and \(more) more" : "") + "."
  }
}
