internal import DatasetFormat
internal import Training
internal import Verification
internal import Wording

/// The header of the page: the facts and verdicts for a reader who reads nothing else.
struct SummarySection {
  let report: Report

  var markup: Markup {
    """
    <header id=summary>
    <h1>\(title)</h1>
    <p class=facts>\(facts)</p>
    <div class=verdicts>\(verdicts)</div>
    </header>

    """
  }

  var title: String { report.name }

  private var facts: String {
    let dataset = report.dataset
    let counts = dataset.parts.map { "\(grouped($0.imageCount)) in \($0.split.rawValue)" }
    let kind = dataset.parts.first.map { "\($0.type)" }
    var texts = [
      counted(report.exampleCount, "image") + (kind.map { " of \($0)" } ?? ""),
      counts.joined(separator: ", "),
      counted(dataset.classNames.count, "class", plural: "classes"),
    ]
    if let origin = report.description?.origin {
      texts.append("imported from \(origin.format)")
    } else if let description = report.description {
      texts.append("pipeline \(description.recipe.pipeline.name), seed \(description.recipe.split.seed)")
    }
    return texts.joined(separator: " · ") + (report.provenance.map { " · \($0)" } ?? "")
  }

  // MARK: - Verdicts

  private var verdicts: [Markup] {
    [verificationVerdict] + (report.model.map { [Self.verdict(of: $0)] } ?? [])
  }

  private var verificationVerdict: Markup {
    let findings = report.checks.flatMap(\.findings)
    let counts = report.checks.severityCounts
    let gravest = findings.map(\.severity).max()
    let headline =
      switch gravest {
      case .error: "Something is wrong with this dataset: \(counts)"
      case .warning: "No errors; \(counts) to look at"
      case .note: "Sound; \(counts)"
      case nil: "Clean: nothing was found"
      }
    let shownCount = 6
    let worst =
      report.checks.findingsByGravity.prefix(shownCount).map { _, finding -> Markup in
        "<li><span class='mark \(finding.severity.rawValue)'>\(finding.severity.rawValue)</span> \(finding.message)</li>"
      } + (findings.count > shownCount ? ["<li>and \(findings.count - shownCount) more</li>"] : [])
    let list: Markup = worst.isEmpty ? .empty : "<ul>\(worst)</ul>"
    let ran = report.checks.count { $0.verdict != .skipped }
    return """
      <div class='verdict \(gravest?.rawValue ?? "ok")'><h2>Checks</h2><p class=headline>\(headline)</p>\(list)\
      <p><a href='#findings'>\(counted(ran, "check")), what each found</a></p></div>
      """
  }

  /// Returns the severity of a model's result; `ok` only where the model beats the simpler methods.
  private static func severity(of model: Report.ModelEntry) -> String {
    let isBeaten = model.baselines.contains { $0.accuracy > model.scores.accuracy.value }
    return switch model.verdict?.kind {
    case .broken, .notLearned, .oneClass: "error"
    case .learnable, .easy: isBeaten ? "warning" : "ok"
    case nil: "note"
    default: "warning"
    }
  }

  private static func verdict(of model: Report.ModelEntry) -> Markup {
    let accuracy = model.scores.accuracy
    let interval = accuracy.interval
    let figure =
      "Test accuracy \(percent(accuracy.value)), 95% confidence interval \(percent(interval.lower)) to \(percent(interval.upper))"
    let headline = model.verdict?.headline ?? figure
    let list = (model.verdict?.details ?? []).map { text -> Markup in "<li>\(capitalised(text))</li>" }
    return """
      <div class='verdict \(severity(of: model))'><h2>Training</h2><p class=headline>\(capitalised(headline))</p>\
      <ul>\(list)</ul><p><a href='#training'>figures of model \(model.name)</a></p></div>
      """
  }
}
