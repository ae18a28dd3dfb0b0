internal import Reporting
internal import Training

/// Precision, recall and F1 of each class.
struct ScoresChart: ChartKind {
  let name = "scores"
  let summary = "precision, recall and F1 of each class"
  let needs: [ChartOption] = [.model]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let evaluation = try await source.evaluation(on: dataset)
    return Chart(parts: [ScoreChart(evaluation.scores, classNames: dataset.allClassNames).svg])
  }
}
