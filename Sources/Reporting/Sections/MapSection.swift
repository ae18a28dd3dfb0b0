internal import DatasetBuilding

/// The items as points: what looks alike lies together.
struct MapSection {
  let report: Report
  let map: Report.ItemMap

  var section: PageSection {
    let points = zip(map.items, map.points).map { number, point in
      ScatterChart.Point(x: point.x, y: point.y, label: report.gallery.items[number].label, item: number)
    }
    let chart = ScatterChart(
      title: "\(counted(points.count, "item")) laid out by likeness", classNames: report.gallery.classNames,
      points: points)
    return PageSection(
      id: "map", title: "Map", shortTitle: "Map",
      body: """
        <p>\(map.method) Only nearness means something; the directions do not. A point among those of another class is worth a look; a click opens its item.</p>
        <div id=map-chart>\(chart.svg)</div>

        """)
  }
}
