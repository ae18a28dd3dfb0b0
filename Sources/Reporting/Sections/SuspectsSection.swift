internal import DatasetFormat
internal import Wording

/// The section that shows images whose labels are suspected to be wrong.
struct SuspectsSection {
  let report: Report
  let suspects: Report.SuspectEntry

  private static let shownCount = 48

  var section: PageSection {
    let tiles = suspects.examples.prefix(Self.shownCount).map { number -> Markup in
      let example = report.gallery.examples[number]
      let likely = example.suspicion.map { report.gallery.className($0.likely) } ?? ""
      return """
        <figure>\(report.gallery.tile(number))<figcaption>\(example.position.description) <em>\(report.gallery.className(example.label))</em> \
        → \(likely)?</figcaption></figure>
        """
    }
    let rest: Markup =
      suspects.examples.count > Self.shownCount
      ? "<p><a href='#gallery' data-finding=doubt>See all \(grouped(suspects.examples.count)) in the gallery</a></p>\n"
      : .empty
    return PageSection(
      id: "suspects", title: "Labels to doubt", shortTitle: "Labels to doubt",
      body: """
        <p>\(suspects.origin) A network's own mistakes are among them: look before you change anything. Open an image to mark it.</p>
        <div class=tiles>\(tiles)</div>
        \(rest)
        """)
  }
}
