internal import DatasetFormat
internal import Verification
internal import Wording

/// The text output of `verify`: a table of all checks, then the findings.
struct VerificationSummary {
  private let verification: Verification
  private let failureSeverity: Severity
  private let shownExampleCount: Int
  private let showsTables: Bool
  private let paint = Paint()

  init(_ verification: Verification, failureSeverity: Severity, showsAll: Bool, showsTables: Bool) {
    self.verification = verification
    self.failureSeverity = failureSeverity
    shownExampleCount = showsAll ? .max : 3
    self.showsTables = showsTables
  }

  var text: String {
    let lines =
      [printable(verification.dataset.headline)] + shareLines + [""] + tableLines + figureLines + findingLines
      + [
        "", verdict,
      ]
    return lines.joined(separator: "\n")
  }

  /// The shares that splits have missed, as the dataset records them.
  private var shareLines: [String] {
    verification.dataset.missedShares.map { "  " + printable($0.text) }
  }

  private var tableLines: [String] {
    var table = TextTable([("check", .left), ("verdict", .left), ("found", .right), ("", .left)])
    for result in verification.results {
      table.add([
        result.check.id, result.verdict.rawValue, result.findings.isEmpty ? "" : grouped(result.count),
        printable(result.summary),
      ])
    }
    return table.lines(width: Output.resultColumnCount) { row, column, text in
      guard row > 0, column == 1 else { return text }
      return paint.text(text, as: verification.results[row - 1].verdict)
    }
  }

  private var figureLines: [String] {
    guard showsTables else { return [] }
    return verification.results.flatMap { result in
      result.tables.flatMap { table in
        ["", "\(result.check.id): \(table.title)"] + TextTable(table).lines.map(printable)
      }
    }
  }

  private var findingLines: [String] {
    verification.results.findingsByGravity.flatMap { lines(about: $0.finding, of: $0.result) }
  }

  private func lines(about finding: Finding, of result: CheckResult) -> [String] {
    let severity = paint.text(finding.severity.rawValue, as: CheckResult.Verdict(finding.severity))
    let heading = "\(severity): \(result.check.id): " + printable(finding.message)
    return ["", heading] + exampleLines(finding, group: result.check.group).map(printable) + [
      "  \u{2192} " + printable(finding.remedy)
    ]
  }

  private func exampleLines(_ finding: Finding, group: CheckDescription.Group) -> [String] {
    var lines = finding.details.map { "    \($0)" }
    lines += finding.examples.prefix(shownExampleCount).map { example in
      let dataset = verification.dataset
      let place = "\(example.position.split.rawValue) \(example.position.index)"
      let label = dataset.label(of: example.position)
      let name = dataset.classNames.indices.contains(label) ? dataset.classNames[label] : "\(label)"
      let source = dataset.source(of: example.position).map { ", \($0)" } ?? ""
      return "    \(place) (\(name)\(source))" + (example.detail.isEmpty ? "" : ": \(example.detail)")
    }
    // The message already names a single file.
    let files =
      finding.examples.isEmpty && finding.details.isEmpty && finding.files.count > 1 ? finding.files : []
    lines += files.prefix(shownExampleCount).map { "    \($0)" }
    let hiddenCount = max(finding.examples.count, files.count) - shownExampleCount
    if hiddenCount > 0 { lines.append("    \u{2026} and \(grouped(hiddenCount)) more; --all names them") }
    return lines
  }

  private var verdict: String {
    guard let gravest = verification.gravest else { return "clean: nothing was found" }
    return verification.results.severityCounts
      + (gravest >= failureSeverity
        ? ": the dataset fails" : ": nothing as grave as --fail-on \(failureSeverity.rawValue)")
  }
}

extension TextTable {
  /// Creates a table with texts to the left and numbers to the right.
  fileprivate init(_ table: ResultTable) {
    self.init(table.columns.enumerated().map { ($1, table.isNumber(column: $0) ? .right : .left) })
    for row in table.rows { add(row.map(\.text)) }
  }
}
