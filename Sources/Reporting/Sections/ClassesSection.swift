internal import DatasetFormat
internal import Wording

/// The section that shows every class with its count, its mean image and some of its images.
struct ClassesSection {
  let report: Report

  var section: PageSection {
    PageSection(id: "classes", title: "Classes", shortTitle: "Classes", body: rows + chart)
  }

  private var chart: Markup {
    BarChart(imagesOf: report.dataset, labels: report.classes.map(\.label)).svg
  }

  private var rows: Markup {
    let rows = report.classes.map { entry -> Markup in
      let counts = entry.counts.map { "\(grouped($0.count)) \($0.split.rawValue)" }.joined(separator: ", ")
      let name = entry.name == "\(entry.label)" ? entry.name : "\(entry.label) \(entry.name)"
      let mean = entry.meanPicture.map { report.gallery.picture($0, label: "mean image of \(entry.name)") }
      let samples = entry.samples.map { report.gallery.tile($0) }
      return """
        <div class=class-row><div class=class-name><strong>\(name)</strong><small>\(counts)</small></div>\
        <div class=mean>\(mean ?? .empty)</div><div class=tiles>\(samples)</div></div>

        """
    }
    return
      "<p>The picture beside each name is the mean of all its images; then images drawn at random.</p>\n\(rows)"
  }
}
