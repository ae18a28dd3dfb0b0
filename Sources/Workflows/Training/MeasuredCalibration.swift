package import Training

/// A calibration with what it does to a model's probabilities for test images, which had no part in it.
package struct MeasuredCalibration: Sendable {
  package let calibration: Calibration
  /// The expected calibration error of the model's own probabilities.
  package let errorBefore: Double
  /// The reliability of the calibrated probabilities.
  package let reliability: Reliability
  /// The right predictions among those that are not unsure.
  package let surer: Proportion
  package let testImageCount: Int

  /// - Parameter probabilities: the model's own probabilities for the test images, images x classes.
  init(_ calibration: Calibration, _ probabilities: [Float], of test: LabelledImages) throws(TrainingError) {
    self.calibration = calibration
    let (labels, classCount) = (test.labels, test.classCount)
    errorBefore = try Reliability(probabilities, labels: labels, classCount: classCount)
      .expectedCalibrationError
    let calibrated = calibration.calibrated(probabilities, classCount: classCount)
    reliability = try Reliability(calibrated, labels: labels, classCount: classCount)
    surer = try calibration.surerPredictions(calibrated, labels: labels, classCount: classCount)
    testImageCount = test.count
  }
}
