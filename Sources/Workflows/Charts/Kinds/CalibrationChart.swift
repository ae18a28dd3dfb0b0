internal import Reporting
internal import Training

/// Whether a model's probabilities are true.
struct CalibrationChart: ChartKind {
  let name = "calibration"
  let summary = "how many predictions are right, by their probability"
  let needs: [ChartOption] = [.model]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let evaluation = try await source.evaluation(on: dataset)
    return Chart(parts: [ReliabilityChart(try evaluation.reliability().reliability).svg])
  }
}
