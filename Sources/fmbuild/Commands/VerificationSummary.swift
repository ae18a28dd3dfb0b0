internal import DatasetFormat
internal import Verification
internal import Wording

/// The text output of `verify`: the findings, gravest first, then what else was looked at, then the verdict.
struct VerificationSummary {
  private let verification: Verification
  private let failureSeverity: Severity
  private let shownExampleCount: Int
  private let showsTables: Bool
  /// Whether the user named the checks to run.
  private let isLimited: Bool
  private let paint = Paint()

  init(
    _ verification: Verification, failureSeverity: Severity, showsAll: Bool, showsTables: Bool,
    isLimited: Bool
  ) {
    self.verification = verification
    self.failureSeverity = failureSeverity
    shownExampleCount = showsAll ? .max : 3
    self.showsTables = showsTables
    self.isLimited = isLimited
  }

  var text: String {
    let lines =
      [printable(verification.dataset.headline)] + findingLines + [""]
      + (showsTables ? tableLines + figureLines : quietCheckLines) + ["", verdict]
    return lines.joined(separator: "\n")
  }

  /// The checks that found nothing: those that the user asked for with what they measured, the others by their names.
  private var quietCheckLines: [String] {
    let (asked, others) = (
      verification.results.filter(isAskedFor), verification.results.filter { !isAskedFor($0) }
    )
    let ok = others.filter { $0.verdict == .ok }.map(\.check.id)
    let skipped = others.filter { $0.verdict == .skipped }
    var texts = asked.filter { $0.verdict == .ok || $0.verdict == .skipped }.map {
      "\($0.verdict.rawValue): \($0.check.id): \(printable($0.summary))"
    }
    if !ok.isEmpty {
      texts.append("\(counted(ok.count, "check")) found nothing: \(ok.joined(separator: ", "))")
    }
    if !skipped.isEmpty {
      let reasons = skipped.map { "\($0.check.id) (\(printable($0.summary)))" }
      texts.append("skipped: \(reasons.joined(separator: ", "))")
    }
    if !others.isEmpty { texts.append("--tables prints what each check measured.") }
    return texts.flatMap { text in
      Output.resultColumnCount.map { wrapped(text, to: $0) } ?? [text]
    }
  }

  /// Whether the user asked for a check by an option, and so expects an answer.
  private func isAskedFor(_ result: CheckResult) -> Bool {
    isLimited || result.check.group == .reference || result.check.group == .loaders
      || result.check.id == "rebuild"
  }

  /// A table of all checks.
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
    verification.results.flatMap { result in
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
