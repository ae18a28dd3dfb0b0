internal import DatasetBuilding

extension Sequence<CheckResult> {
  /// Every finding with the result that it stands in: the gravest first, in the order of the checks.
  package var findingsByGravity: [(result: CheckResult, finding: Finding)] {
    Severity.allCases.reversed().flatMap { severity in
      flatMap { result in
        result.findings.filter { $0.severity == severity }.map { (result, $0) }
      }
    }
  }

  /// How many findings there are of each severity, the gravest first, as `2 errors, 1 note`; empty if there are none.
  package var severityCounts: String {
    let severities = flatMap { $0.findings.map(\.severity) }
    return Severity.allCases.reversed().compactMap { severity -> String? in
      let count = severities.count { $0 == severity }
      return count > 0 ? counted(count, severity.rawValue) : nil
    }.joined(separator: ", ")
  }
}
