internal import Reporting

extension TrainingDocument {
  /// The epochs as reports draw them.
  var epochsOfReport: [Report.Epoch] {
    epochs.map {
      Report.Epoch(
        number: $0.number, loss: $0.loss, accuracy: $0.accuracy, validationLoss: $0.validationLoss,
        validationAccuracy: $0.validationAccuracy)
    }
  }

  /// The test accuracy of simpler methods, by name; none if it was not measured.
  var namedBaselines: [(name: String, accuracy: Double)] {
    guard let baselines else { return [] }
    return [
      ("softmax", baselines.softmax), ("5-NN", baselines.nearestNeighbours), ("majority", baselines.majority),
    ]
  }
}
