internal import Training

/// All that a training gave: what `train` prints, and writes beside the model.
struct TrainingOutcome: Sendable {
  let data: TrainingData
  let modelName: String
  /// Nil of models without parameters: majority, knn.
  let trained: TrainedModel?
  let recipe: Recipe?
  let epochs: [Trainer.Epoch]
  /// Share of the images trained with that the model gets right; nil if not measured.
  let trainingAccuracy: Double?
  let validation: Proportion?
  let test: Scores
  let baselines: Baselines?
  let transfer: Transfer?

  /// As sentences name the model.
  private var title: String {
    switch modelName {
    case "majority": "the majority"
    case "knn": "5-NN"
    default: ModelCatalogue.all.first { $0.name == modelName }?.title ?? modelName
    }
  }

  var verdict: Verdict {
    Verdict(
      VerdictEvidence(
        modelName: title, test: test, trainingAccuracy: trainingAccuracy, validation: validation,
        epochs: epochs.isEmpty ? nil : epochs.count, majority: baselines?.majority,
        softmax: modelName == "softmax" ? nil : baselines?.softmax,
        nearestNeighbours: modelName == "knn" ? nil : baselines?.nearestNeighbours,
        onePixelMedian: baselines?.onePixelMedian, classNames: data.classNames))
  }
}
