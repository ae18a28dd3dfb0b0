internal import DatasetFormat
internal import Wording

/// The checks that run, the severities of their findings, and their thresholds.
public struct Policy: Sendable {
  struct Setting: Sendable {
    var isOff = false
    /// The severity of the check's findings; nil for the check's own severity.
    var severity: Severity?
    /// The values of the thresholds that the policy sets, by name.
    var thresholds: [String: Double] = [:]
  }

  /// The settings by the check's id.
  var settings: [String: Setting] = [:]
  /// The severity from which on findings make a dataset fail; nil if the policy does not set it.
  public internal(set) var failureSeverity: Severity?

  /// The policy under which every check runs with its own severity and default thresholds.
  public static let standard = Policy()

  /// Returns the policy with all checks switched off except the named ones and those that run only on request.
  ///
  /// - Parameter option: the option by which the user named the checks.
  /// - Throws: `VerificationError` for a name that no check has, with the closest name if there is one.
  public func limited(to ids: [String], option: String = "--only") throws(VerificationError) -> Policy {
    let all = CheckCatalogue.descriptions.map(\.id)
    if let unknown = ids.first(where: { !all.contains($0) }) {
      throw VerificationError(
        .invalidInput,
        "\(option): there is no check '\(unknown)'\(Spelling.suggestion(for: unknown, among: all)); 'fmbuild checks' lists them"
      )
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

  /// Returns the severity that the policy sets for the check; otherwise the finding's own, or else the check's.
  func severity(of finding: Finding, by check: CheckDescription) -> Severity {
    settings[check.id]?.severity ?? finding.ownSeverity ?? check.severity
  }

  package func thresholds(of check: CheckDescription) -> ThresholdValues {
    ThresholdValues(check, changes: settings[check.id]?.thresholds ?? [:])
  }
}
