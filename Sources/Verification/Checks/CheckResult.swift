internal import DatasetReading

/// What came of one check.
public struct CheckResult: Sendable {
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    case ok
    case note
    case warning
    case error
    /// There was nothing to look at.
    case skipped
  }

  public let check: CheckDescription
  /// One line: what was looked at, or why nothing was.
  public let summary: String
  /// The gravest first.
  public let findings: [Finding]
  public let tables: [ResultTable]
  public let verdict: Verdict

  /// - Parameter severity: of all that it found.
  init(_ check: CheckDescription, _ report: CheckReport, severity: Severity) {
    self.check = check
    summary = report.summary
    tables = report.tables
    findings = report.findings.map { finding in
      var finding = finding
      finding.severity = severity
      return finding
    }
    verdict =
      if report.isSkipped { .skipped } else if findings.isEmpty { .ok } else { Verdict(severity) }
  }

  /// How many items the findings are about; if they are about none in particular, how many things were found.
  public var count: Int {
    let items = Set(findings.flatMap { $0.items.map(\.position) }).count
    return items > 0 ? items : findings.reduce(0) { $0 + max(1, $1.details.count) }
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
