package import Training

/// The results of a training, which `train` prints and writes beside the model.
package struct TrainingOutcome: Sendable {
  package let data: TrainingData
  package let model: ModelChoice
  /// The trained network; nil for baselines, which have no parameters.
  package let trained: TrainedModel?
  /// The recipe of the training; nil for baselines.
  package let recipe: TrainingRecipe?
  package let epochs: [Trainer.Epoch]
  /// Whether the training was stopped before its last epoch; the model is then the one of the best epoch so far.
  package let wasInterrupted: Bool
  /// The accuracy on training images, 0...1; nil if it was not measured.
  package let trainingAccuracy: Double?
  package let validation: Proportion?
  /// The calibration of the network's probabilities; nil without validation images, and for baselines.
  package let calibration: MeasuredCalibration?
  /// The share of the training images whose background is bright or not plain, 0...1; nil if it was not measured.
  package let brightBackgrounds: Double?
  package let test: Scores
  package let baselines: Baselines?
  package let transfer: Transfer?

  package var verdict: Verdict {
    Verdict(
      VerdictEvidence(
        modelName: model.title, test: test, trainingAccuracy: trainingAccuracy, validation: validation,
        epochs: epochs.isEmpty ? nil : epochs.count, majority: baselines?.majority,
        softmax: model.name == "softmax" ? nil : baselines?.softmax,
        nearestNeighbours: model.name == "knn" ? nil : baselines?.nearestNeighbours,
        onePixelMedian: baselines?.onePixelMedian, classNames: data.classNames))
  }
}
