package import Configuration
internal import Wording

/// A policy as a YAML file.
///
///     fail-on: warning
///     checks:
///       near-duplicates: {similarity: 0.995, severity: error}
///       one-pixel: off
public enum PolicyFile {
  /// Reads a policy from a file.
  ///
  /// - Throws: `ConfigurationError` with line and column for invalid YAML, unknown names and values out of range, or if
  ///   the file cannot be read.
  public static func reading(_ path: String) throws -> Policy {
    try parsing(ConfigurationError.text(of: path), file: path)
  }

  package static func parsing(_ text: String, file: String) throws(ConfigurationError) -> Policy {
    let root = try YAMLNode(parsing: text, file: file)
    let keys = try root.mapping("'checks' and 'fail-on'", keys: ["checks", "fail-on"])
    var policy = Policy()
    if let node = keys["fail-on"] { policy.failureSeverity = try severity(node) }
    guard let checks = keys["checks"] else { return policy }
    // The mapping has no entries if all of them are comments.
    if case .nothing = checks.content { return policy }
    for pair in try checks.mapping("checks by name, such as 'one-pixel: off'") {
      guard let check = CheckCatalogue.descriptions.first(where: { $0.id == pair.name }) else {
        let ids = CheckCatalogue.descriptions.map(\.id).joined(separator: ", ")
        throw pair.key.error(
          "there is no check '\(pair.name)'\(Spelling.suggestion(for: pair.name, among: CheckCatalogue.descriptions.map(\.id))); there are \(ids)"
        )
      }
      policy.settings[check.id] = try setting(pair.value, for: check)
    }
    return policy
  }

  private static func setting(_ node: YAMLNode, for check: CheckDescription) throws(ConfigurationError)
    -> Policy.Setting
  {
    var setting = Policy.Setting()
    switch node.content {
    case .scalar("off"), .scalar("false"): setting.isOff = true
    case .scalar("on"), .scalar("true"), .nothing: break
    case .mapping:
      let names = ["severity"] + check.thresholds.map(\.name)
      for (name, value) in try node.mapping("'severity' and thresholds", keys: names) {
        if name == "severity" {
          setting.severity = try severity(value)
        } else if let threshold = check.thresholds.first(where: { $0.name == name }) {
          setting.thresholds[name] = try number(value, for: threshold)
        }
      }
    default:
      throw node.error("'off', 'on' or thresholds such as {severity: error} are expected here")
    }
    return setting
  }

  private static func severity(_ node: YAMLNode) throws(ConfigurationError) -> Severity {
    let text = try node.scalar("a severity")
    guard let severity = Severity(rawValue: text) else {
      let names = Severity.allCases.map(\.rawValue).joined(separator: ", ")
      throw node.error("'\(text)' is not a severity; there are \(names)")
    }
    return severity
  }

  private static func number(_ node: YAMLNode, for threshold: Threshold) throws(ConfigurationError) -> Double
  {
    let text = try node.scalar("a value for '\(threshold.name)'")
    guard let value = Double(text), threshold.range.contains(value) else {
      throw node.error(
        "'\(text)' is not a value for '\(threshold.name)'; it takes a number from \(threshold.domain): \(threshold.summary)"
      )
    }
    return value
  }

  /// A policy file with the defaults of all checks, as a starting point for the user's own file.
  public static var template: String {
    var text = """
      # What 'fmbuild verify --policy FILE' takes: change what you need, leave out the rest.

      # Exit with 1 if there are findings of this severity or more: note, warning or error.
      fail-on: error

      checks:

      """
    for check in CheckCatalogue.descriptions {
      text += "  # \(check.summary)\n  \(check.id):\n    severity: \(check.severity.rawValue)\n"
      for threshold in check.thresholds {
        text += "    \(threshold.name): \(plain(threshold.defaultValue))  # \(threshold.summary)\n"
      }
    }
    return text
  }
}
