internal import DatasetFormat

/// The section that compares the dataset with another, class by class.
struct ReferenceSection {
  let report: Report
  let reference: Report.ReferenceEntry

  var section: PageSection {
    let name = folderName(reference.folder)
    let here = report.name
    let rows = reference.pairs.map { pair -> Markup in
      let gallery = report.gallery
      func mean(_ number: Int?, _ name: String) -> Markup {
        number.map { gallery.picture($0, label: "mean image of \(name)") } ?? .empty
      }
      return """
        <div class=side-by-side><h3>\(pair.name)</h3>
        <div><small>\(here)</small><div class=mean>\(mean(pair.mean, pair.name))</div><div class=tiles>\(pair.samples.map { gallery.tile($0) })</div></div>
        <div><small>\(name): \(pair.referenceName)</small><div class=mean>\(mean(pair.referenceMean, pair.referenceName))</div>\
        <div class=tiles>\(pair.referenceSamples.map { gallery.picture($0, label: pair.referenceName) })</div></div>
        </div>

        """
    }
    return PageSection(
      id: "reference", title: "Beside \(name)", shortTitle: "Beside \(name)",
      body: "<p>Mean image, then images drawn at random, of each class here and there.</p>\n\(rows)")
  }
}
