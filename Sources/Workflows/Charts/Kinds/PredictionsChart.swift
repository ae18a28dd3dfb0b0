internal import DatasetFormat
internal import Reporting
internal import Wording

/// Images drawn at random with what a model says about each.
struct PredictionsChart: ChartKind {
  let name = "predictions"
  let summary = "test images with the predicted class, right and wrong"
  let needs: [ChartOption] = [.model]
  let takes: [ChartOption] = [.split, .seed]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let evaluation = try await source.evaluation(on: dataset)
    let split = source.split ?? .test
    let positions = source.sample(of: dataset, count: ReportComposer.drawnCount, in: split)
    let predictions = try await evaluation.predictions(of: positions)
    let entries = zip(positions, predictions).compactMap { position, prediction in
      dataset.data[position.split].map { part in
        PredictionChart.Entry(
          picture: part.picture(of: position.index),
          probabilities: prediction.probabilities.map { Double($0) },
          given: prediction.given, predicted: prediction.predicted)
      }
    }
    let words = split == .train ? "training" : split.rawValue
    let chart = PredictionChart(
      title:
        "\(counted(entries.count, "\(words) image")) drawn at random, as \(evaluation.model.name) sees them",
      classNames: dataset.allClassNames, entries: entries)
    return Chart(parts: [chart.svg], pictures: chart.pictures)
  }
}
