internal import DatasetFormat
internal import Reporting
internal import Training

/// Loss and accuracy by epoch, as the model's folder records them.
struct CurvesChart: ChartKind {
  let name = "curves"
  let summary = "loss and accuracy by epoch; a model alone is enough"
  let takes: [ChartOption] = [.model]

  func chart(of source: ChartSource) async throws -> Chart {
    let path: String
    if source.isModel {
      path = source.path
    } else if let model = source.model {
      path = model
    } else {
      throw DatasetError(
        .invalidInput,
        "\(source.path): curves are those of a model's training; add \(ChartOption.model.usage)")
    }
    let folder = try ModelFolder(contentsOf: path)
    guard let training = try TrainingDocument.recorded(in: folder, path: path), !training.epochs.isEmpty
    else {
      throw DatasetError(
        .invalidInput,
        "\(path): the model does not record its training by epochs; train one with 'fmbuild train --out'")
    }
    if !source.isModel {
      let data = try TrainingData(try await source.dataset())
      guard training.dataSHA256 == data.sha256() else {
        throw DatasetError(
          .invalidInput,
          "\(path): the model was trained on \(training.dataset), not on the files of \(source.path); 'fmbuild chart \(path) curves' draws its curves all the same"
        )
      }
    }
    let curves = TrainingCurves(training.epochsOfReport, baselines: training.namedBaselines)
    return Chart(parts: [curves.loss, curves.accuracy])
  }
}
