internal import DatasetBuilding
internal import DatasetReading

/// Labels to doubt.
struct SuspectsSection {
  let report: Report
  let suspects: Report.SuspectEntry

  private static let shownCount = 48

  var section: PageSection {
    let tiles = suspects.items.prefix(Self.shownCount).map { number -> Markup in
      let item = report.gallery.items[number]
      let likely = item.suspicion.map { report.gallery.className($0.likely) } ?? ""
      return """
        <figure>\(report.gallery.tile(number))<figcaption>\(item.position.description) <em>\(report.gallery.className(item.label))</em> \
        → \(likely)?</figcaption></figure>
        """
    }
    let rest: Markup =
      suspects.items.count > Self.shownCount
      ? "<p><a href='#gallery' data-finding=doubt>See all \(grouped(suspects.items.count)) in the gallery</a></p>\n"
      : .empty
    return PageSection(
      id: "suspects", title: "Labels to doubt", shortTitle: "Doubts",
      body: """
        <p>\(suspects.origin) A network's own mistakes are among them: look before you change anything. Open an item to mark it.</p>
        <div class=tiles>\(tiles)</div>
        \(rest)
        """)
  }
}
