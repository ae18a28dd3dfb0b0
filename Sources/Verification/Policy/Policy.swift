internal import DatasetReading

/// Which checks run, how grave their findings are, and the numbers that they decide by.
public struct Policy: Sendable {
  struct Setting: Sendable {
    var isOff = false
    /// Nil for the check's own.
    var severity: Severity?
    /// Only those that differ from the defaults.
    var thresholds: [String: Double] = [:]
  }

  /// By the check's id.
  var settings: [String: Setting] = [:]
  /// Findings of this severity or more make a dataset fail; nil if the policy does not say.
  public internal(set) var failureSeverity: Severity?

  /// Every check runs, as its description says.
  public static let standard = Policy()

  /// The same policy with all checks but these switched off, and those that are only run on request.
  ///
  /// - Parameter option: by which the user named them.
  /// - Throws: `VerificationError` for a name that no check has, naming those there are.
  public func limited(to ids: [String], option: String = "--only") throws(VerificationError) -> Policy {
    let all = CheckCatalogue.descriptions.map(\.id)
    if let unknown = ids.first(where: { !all.contains($0) }) {
      let sorted = all.sorted { (Spelling.distance(unknown, $0), $0) < (Spelling.distance(unknown, $1), $1) }
      throw VerificationError(
        .invalidInput,
        "\(option): there is no check '\(unknown)'; did you mean \(sorted[0])? 'fmbuild checks' lists them")
    }
    var policy = self
    for check in CheckCatalogue.descriptions where !ids.contains(check.id) && !check.isOnRequest {
      policy.settings[check.id, default: Setting()].isOff = true
    }
    for id in ids { policy.settings[id]?.isOff = false }
    return policy
  }

  package func isOff(_ check: CheckDescription) -> Bool { settings[check.id]?.isOff ?? false }

  package func severity(of check: CheckDescription) -> Severity {
    settings[check.id]?.severity ?? check.severity
  }

  package func thresholds(of check: CheckDescription) -> ThresholdValues {
    ThresholdValues(check, changes: settings[check.id]?.thresholds ?? [:])
  }
}
