internal import DatasetReading

/// Looks for one kind of defect.
///
/// A small value: `init` takes the thresholds, `examine` looks and says what it saw. It changes nothing, prints
/// nothing, and gives the same report for the same dataset however many threads there are.
protocol Check: Sendable {
  static var description: CheckDescription { get }

  init(_ thresholds: ThresholdValues)

  /// - Throws: `CancellationError`; errors of the system where files are read.
  func examine(_ examination: Examination) async throws -> CheckReport
}

/// What a check saw.
struct CheckReport: Sendable {
  /// One line, whatever was found: what was looked at, with figures.
  var summary: String
  var findings: [Finding] = []
  /// Figures worth showing even if nothing is wrong.
  var tables: [ResultTable] = []
  /// Whether there was nothing to look at; the summary says why.
  var isSkipped = false

  /// - Parameter reason: why the check does not apply, in a few words.
  static func skipped(_ reason: String) -> CheckReport {
    CheckReport(summary: reason, isSkipped: true)
  }
}

extension CheckReport {
  /// The same with another summary if there are findings.
  func withSummary(_ text: @autoclosure () -> String) -> CheckReport {
    guard !findings.isEmpty else { return self }
    var report = self
    report.summary = text()
    return report
  }
}
