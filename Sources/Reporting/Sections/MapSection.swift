/// The section that shows the images as points; images that look alike are near each other.
struct MapSection {
  let report: Report
  let map: Report.ImageMap

  var section: PageSection {
    let points = zip(map.examples, map.points).map { number, point in
      ScatterChart.Point(
        x: point.x, y: point.y, label: report.gallery.examples[number].label, example: number)
    }
    let chart = ScatterChart(mapOf: points, classNames: report.gallery.classNames)
    return PageSection(
      id: "map", title: "Map", shortTitle: "Map",
      body: """
        <p>\(map.method) Only nearness means something; the directions do not. A point among those of another class is worth a look; a click opens its image.</p>
        <div id=map-chart>\(chart.svg)</div>

        """)
  }
}
