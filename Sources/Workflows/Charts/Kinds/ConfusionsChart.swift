internal import Reporting
internal import Training

/// The test images by the class given and the class predicted.
struct ConfusionsChart: ChartKind {
  let name = "confusion"
  let summary = "test images by the class given and the class predicted"
  let needs: [ChartOption] = [.model]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let evaluation = try await source.evaluation(on: dataset)
    return Chart(parts: [
      ConfusionChart(evaluation.scores.confusion, classNames: dataset.allClassNames).svg
    ])
  }
}
