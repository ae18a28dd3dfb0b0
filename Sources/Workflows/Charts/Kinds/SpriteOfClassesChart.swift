internal import DatasetFormat
internal import ImageCore
internal import Reporting

/// The first images of each class.
struct SpriteOfClassesChart: ChartKind {
  let name = "sprite"
  let summary = "a grid of images by class, with names and counts"
  let takes: [ChartOption] = [.split]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let sheet = try ClassSheet(
      dataset: dataset, classes: try ClassSelection([], in: dataset), split: source.split, rowCount: nil,
      // Twenty images of 28 pixels side by side have the width of a page.
      scale: 3
    ).sheet()
    let chart = SpriteChart(title: "Images of each class", sheet: sheet)
    return Chart(parts: [chart.svg], pictures: chart.pictures)
  }
}
