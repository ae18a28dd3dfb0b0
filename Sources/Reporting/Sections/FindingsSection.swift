internal import DatasetFormat
internal import Verification
internal import Wording

/// The section that shows the findings with pictures, then all checks in a table.
struct FindingsSection {
  let report: Report

  private static let shownExampleCount = 24
  /// The number of images that are shown of a set, so that several sets can be seen.
  private static let shownSetLength = 8
  private static let shownLineCount = 12

  var section: PageSection {
    let found = report.checks.findingsByGravity
    let cards = found.map { card($0.finding, of: $0.result) }
    let intro: Markup = found.isEmpty ? "<p>No check found anything.</p>\n" : .empty
    return PageSection(
      id: "findings", title: "Findings of the checks", shortTitle: "Findings",
      body: "\(intro)\(cards)\(table)"
    )
  }

  private func card(_ finding: Finding, of result: CheckResult) -> Markup {
    let details = finding.details.prefix(Self.shownLineCount).map { text -> Markup in "<li>\(text)</li>" }
    let more: Markup =
      finding.details.count > Self.shownLineCount
      ? "<li>and \(grouped(finding.details.count - Self.shownLineCount)) more</li>" : .empty
    let list: Markup = details.isEmpty ? .empty : "<ul>\(details)\(more)</ul>\n"
    return """
      <article class='finding \(finding.severity.rawValue)'>
      <h3><span class=severity>\(finding.severity.rawValue)</span> <code>\(result.check.id)</code> \(finding.message)</h3>
      \(list)\(pictures(of: finding, check: result.check.id))<p class=remedy>\(capitalised(finding.remedy))</p>
      <p class=reason>Why it matters: \(result.check.reason).</p>
      </article>

      """
  }

  private func pictures(of finding: Finding, check: String) -> Markup {
    let shown = inGallery(finding.examples)
    guard !shown.isEmpty else { return .empty }
    let pictures =
      finding.setCounts.isEmpty
      ? "<div class=tiles>\(shown.prefix(Self.shownExampleCount).map(figure))</div>\n" : sets(of: finding)
    let rest: Markup =
      finding.examples.count > Self.shownExampleCount
      ? """
      <p><a href='#gallery' data-finding='\(check)'>See \(shown.count == finding.examples.count ? "all" : "\(grouped(shown.count)) of") \
      \(grouped(finding.examples.count)) in the gallery</a></p>

      """ : .empty
    return "\(pictures)\(rest)"
  }

  /// Returns the images of a finding that the gallery has, with their numbers in it.
  private func inGallery(_ examples: some Sequence<Finding.Example>) -> [(Int, Finding.Example)] {
    examples.compactMap { example in report.gallery.number(of: example.position).map { ($0, example) } }
  }

  private func figure(_ number: Int, _ example: Finding.Example) -> Markup {
    let name = report.gallery.className(report.gallery.examples[number].label)
    return """
      <figure>\(report.gallery.tile(number))<figcaption>\(example.position.description) <em>\(name)</em> \(example.detail)</figcaption>\
      </figure>
      """
  }

  /// Returns the images that belong together, each set in a frame of its own.
  private func sets(of finding: Finding) -> Markup {
    var sets: [Markup] = []
    var shownCount = 0
    for set in finding.sets where shownCount < Self.shownExampleCount {
      let shown = inGallery(set).prefix(Self.shownSetLength)
      guard !shown.isEmpty else { continue }
      shownCount += shown.count
      let extent =
        shown.count == set.count
        ? "\(grouped(set.count)) images" : "\(shown.count) of \(grouped(set.count)) images"
      sets.append(
        "<div class=set><small>\(extent)</small><div class=tiles>\(shown.map(figure))</div></div>\n")
    }
    return "<div class=sets>\(sets)</div>\n"
  }

  private var table: Markup {
    let rows = report.checks.map { result -> [Markup] in
      [
        "<code>\(result.check.id)</code>",
        "<span class='mark \(result.verdict.rawValue)'>\(result.verdict.rawValue)</span>",
        .plain(result.findings.isEmpty ? "" : grouped(result.count)), .plain(result.summary),
      ]
    }
    let tables = report.checks.flatMap { result in
      result.tables.map { table -> Markup in
        "<details><summary>\(result.check.id): \(table.title)</summary>\n\(Self.markup(table))</details>\n"
      }
    }
    return """
      <h3>All checks</h3>
      \(Markup.table(columns: [("check", false), ("verdict", false), ("found", true), ("", false)], rows: rows))\(tables)
      """
  }

  private static func markup(_ table: ResultTable) -> Markup {
    .table(
      columns: table.columns.enumerated().map { ($1, table.isNumber(column: $0)) },
      rows: table.rows.map { $0.map { .plain($0.text) } })
  }
}
