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

  func isOff(_ check: CheckDescription) -> Bool { settings[check.id]?.isOff ?? false }

  func severity(of check: CheckDescription) -> Severity { settings[check.id]?.severity ?? check.severity }

  func thresholds(of check: CheckDescription) -> ThresholdValues {
    ThresholdValues(check, changes: settings[check.id]?.thresholds ?? [:])
  }
}
