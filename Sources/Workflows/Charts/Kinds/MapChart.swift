internal import DatasetFormat
internal import Reporting

/// Images as points, laid out by likeness.
struct MapChart: ChartKind {
  let name = "map"
  let summary = "images as points, by likeness (t-SNE)"
  let takes: [ChartOption] = [.split, .seed]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let shown = source.sample(of: dataset, count: ReportComposer.mapCount, in: source.split)
    guard shown.count >= ReportComposer.leastMapCount else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.root): a map needs \(ReportComposer.leastMapCount) images, there are \(shown.count); make a larger dataset"
      )
    }
    source.report("laying out the map")
    let layout = try await MapLayout(
      shown.map { dataset.data[$0.split]?.levels(of: $0.index) ?? [] },
      isAll: shown.count == dataset.imageCount, threadCount: source.threadCount)
    let points = zip(shown, layout.points).enumerated().map { number, placed in
      ScatterChart.Point(
        x: placed.1.x, y: placed.1.y, label: dataset.label(of: placed.0), example: number)
    }
    return Chart(parts: [ScatterChart(mapOf: points, classNames: dataset.allClassNames).svg])
  }
}
