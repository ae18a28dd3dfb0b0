internal import Training

extension TrainingDocument {
  /// Returns the record of a model's training; nil if the model's folder has none that this version knows, such as one
  /// of another program.
  ///
  /// - Parameter path: the path of the model's folder, for messages.
  /// - Throws: `TrainingError` if a figure of the record is out of range.
  static func recorded(in folder: ModelFolder, path: String) throws(TrainingError) -> TrainingDocument? {
    // The record is for readers, not for the model: what is no record of this kind is left out, not refused.
    guard let document: TrainingDocument = folder.training.flatMap({ try? $0.decoded() }) else { return nil }
    try document.checkRanges(path: path)
    return document
  }

  /// The greatest number of an epoch; what is drawn over epochs has a place for each.
  private static let largestEpoch = 1_000_000

  private func checkRanges(path: String) throws(TrainingError) {
    func check(_ name: String, _ isInRange: Bool) throws(TrainingError) {
      guard isInRange else {
        throw TrainingError(
          .invalidFile,
          "\(path): '\(name)' of the recorded training is out of range; restore model.json from a copy, or train the "
            + "model again")
      }
    }
    let shares = 0.0...1
    if let baselines {
      try check("baselines.majority", shares.contains(baselines.majority))
      try check("baselines.softmax", shares.contains(baselines.softmax))
      try check("baselines.nearestNeighbours", shares.contains(baselines.nearestNeighbours))
    }
    if let calibration {
      try check("calibration.errorBefore", shares.contains(calibration.errorBefore))
    }
    for (place, epoch) in epochs.enumerated() {
      try check("epochs.\(place).number", (1...Self.largestEpoch).contains(epoch.number))
      try check("epochs.\(place).accuracy", shares.contains(epoch.accuracy))
      try check("epochs.\(place).validationAccuracy", epoch.validationAccuracy.map(shares.contains) ?? true)
    }
  }
}
