internal import DatasetBuilding

/// Where items are looked through, filtered, sorted and marked; the page's script fills it.
struct GallerySection {
  let report: Report

  var section: PageSection {
    let (shown, all) = (report.gallery.items.count, report.itemCount)
    let extent =
      shown == all
      ? "All \(counted(all, "item"))."
      : "\(grouped(shown)) of \(counted(all, "item")): a sample drawn at random, and those that a check or the model points at."
    return PageSection(
      id: "gallery", title: "Gallery", shortTitle: "Gallery",
      body: """
        <p>\(extent) Open an item to see it large and to mark it: W for a wrong label, D to drop it; arrow keys go from one to the next.</p>
        <noscript><p class=notice>Filtering and marking need JavaScript. Everything above can be read without.</p></noscript>
        <form id=filters hidden></form>
        <p id=gallery-count role=status></p>
        <div id=gallery-tiles class=tiles></div>
        <p><button type=button id=gallery-more hidden>Show more</button></p>
        <aside id=corrections hidden aria-labelledby=corrections-heading></aside>
        <dialog id=item aria-labelledby=item-heading></dialog>

        """)
  }
}
