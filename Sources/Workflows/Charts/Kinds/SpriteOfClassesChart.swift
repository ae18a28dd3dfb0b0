internal import DatasetFormat
internal import ImageCore
internal import Reporting

/// The first images of each class.
struct SpriteOfClassesChart: ChartKind {
  let name = "sprite"
  let summary = "a grid of images by class, with names and counts"
  let takes: [ChartOption] = [.split]

  /// The greatest number of images in a row, and the greatest width of a row in pixels of the images.
  private static let (mostColumns, rowWidth) = (20, 640)

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let width = dataset.splits.map(\.size.width).max() ?? 1
    let sheet = try ClassSheet(
      dataset: dataset, classes: try ClassSelection([], in: dataset), split: source.split, rowCount: nil,
      scale: 1, columnCount: max(1, min(Self.mostColumns, Self.rowWidth / width))
    ).sheet()
    let chart = SpriteChart(title: "Images of each class", sheet: sheet)
    return Chart(parts: [chart.svg], pictures: chart.pictures)
  }
}
