internal import DatasetFormat
internal import Wording

/// The result of one check.
public struct CheckResult: Sendable {
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    case ok
    case note
    case warning
    case error
    /// The check does not apply to the dataset.
    case skipped
  }

  public let check: CheckDescription
  /// One line about what was examined, or the reason why the check does not apply.
  public let summary: String
  /// The findings in the order of the check's report.
  public let findings: [Finding]
  public let tables: [ResultTable]
  public let verdict: Verdict

  init(_ check: CheckDescription, _ report: CheckReport, policy: Policy) {
    self.check = check
    summary = report.summary
    tables = report.tables
    findings = report.findings.map { finding in
      var finding = finding
      finding.severity = policy.severity(of: finding, by: check)
      return finding
    }
    verdict =
      if report.isSkipped {
        .skipped
      } else if let gravest = findings.map(\.severity).max() {
        Verdict(gravest)
      } else {
        .ok
      }
  }

  /// The number of images in the findings; if the findings name no images, the number of their details, counting a
  /// finding without details as 1.
  public var count: Int {
    let examples = Set(findings.flatMap { $0.examples.map(\.position) }).count
    return examples > 0 ? examples : findings.reduce(0) { $0 + max(1, $1.details.count) }
  }
}

extension CheckResult.Verdict {
  public init(_ severity: Severity) {
    self =
      switch severity {
      case .note: .note
      case .warning: .warning
      case .error: .error
      }
  }
}

extension Sequence<CheckResult> {
  /// All findings with their results, in descending order of severity, then in the order of the checks.
  package var findingsByGravity: [(result: CheckResult, finding: Finding)] {
    Severity.allCases.reversed().flatMap { severity in
      flatMap { result in
        result.findings.filter { $0.severity == severity }.map { (result, $0) }
      }
    }
  }

  /// The numbers of findings by severity, in descending order of severity, such as `2 errors, 1 note`; empty if there
  /// are no findings.
  package var severityCounts: String {
    let severities = flatMap { $0.findings.map(\.severity) }
    return Severity.allCases.reversed().compactMap { severity -> String? in
      let count = severities.count { $0 == severity }
      return count > 0 ? counted(count, severity.rawValue) : nil
    }.joined(separator: ", ")
  }
}
