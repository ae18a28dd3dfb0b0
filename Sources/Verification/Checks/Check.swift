/// A check: a search for one kind of defect.
///
/// A check is a small value, which gets its thresholds in `init`. The method `run` changes and prints nothing, and
/// returns the same report for the same dataset with any number of threads.
protocol Check: Sendable {
  static var description: CheckDescription { get }

  init(_ thresholds: ThresholdValues)

  /// Runs the check.
  ///
  /// - Throws: `CancellationError`; errors of the system if the check reads files.
  func run(in context: CheckContext) async throws -> CheckReport
}

/// The report of a check about one dataset.
package struct CheckReport: Sendable {
  /// One line about what was examined, with figures; shown with and without findings.
  package var summary: String
  package var findings: [Finding] = []
  /// Tables of figures that are shown with and without findings.
  package var tables: [ResultTable] = []
  /// Whether the check does not apply to the dataset; `summary` is then the reason.
  package var isSkipped = false

  package init(
    summary: String, findings: [Finding] = [], tables: [ResultTable] = [], isSkipped: Bool = false
  ) {
    self.summary = summary
    self.findings = findings
    self.tables = tables
    self.isSkipped = isSkipped
  }

  /// Returns the report of a check that does not apply.
  ///
  /// - Parameter reason: the reason why the check does not apply, in a few words.
  static func skipped(_ reason: String) -> CheckReport {
    CheckReport(summary: reason, isSkipped: true)
  }
}

extension CheckReport {
  /// Returns the report with another summary if there are findings, otherwise unchanged.
  func withSummary(_ text: @autoclosure () -> String) -> CheckReport {
    guard !findings.isEmpty else { return self }
    var report = self
    report.summary = text()
    return report
  }
}
