internal import DatasetFormat
internal import Reporting

/// Photos of three classes, stage by stage.
struct StagesOfPhotosChart: ChartKind {
  let name = "stages"
  let summary = "three photos, stage by stage, with the crop"
  let takes: [ChartOption] = [.photos]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    source.report("putting photos through the stages")
    let stages = try ReportStages.stages(of: dataset, photos: source.photos)
    guard !stages.isEmpty else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.root): its photos were not found beside it; say where they are with \(ChartOption.photos.usage)"
      )
    }
    let chart = StagesChart(title: "From photo to image", photos: stages)
    return Chart(parts: [chart.svg], pictures: chart.pictures)
  }
}
