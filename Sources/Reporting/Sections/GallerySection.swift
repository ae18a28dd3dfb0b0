internal import Wording

/// The section in which images are browsed, filtered, sorted and marked; the page's script fills it.
struct GallerySection {
  let report: Report

  var section: PageSection {
    let (shown, all) = (report.gallery.examples.count, report.exampleCount)
    let extent =
      shown == all
      ? "All \(counted(all, "image"))."
      : "\(grouped(shown)) of \(counted(all, "image")): a sample drawn at random, and those that a check or the model points at."
    let photoCount = report.gallery.photoCount
    let photos =
      photoCount == 0
      ? ""
      : " \(photoCount == shown ? "All photos" : counted(photoCount, "photo")) can be seen: P shows them in the images' place."
    let missing = report.photoNotice.map { " \(capitalised($0))." } ?? ""
    return PageSection(
      id: "gallery", title: "Gallery", shortTitle: "Gallery",
      body: """
        <p>\(extent) Open an image to see it large and to mark it: W for a wrong label, D to drop it; arrow keys go from one to the next.\(photos)\(missing)</p>
        <noscript><p class=notice>Filtering and marking need JavaScript. Everything above can be read without.</p></noscript>
        <form id=filters hidden></form>
        <p id=gallery-count role=status></p>
        <div id=gallery-tiles class=tiles></div>
        <p><button type=button id=gallery-more hidden>Show more</button></p>
        <aside id=corrections hidden aria-labelledby=corrections-heading></aside>
        <dialog id=image aria-labelledby=image-heading></dialog>

        """)
  }
}
