package import Training

/// What a model says about a photo, or why it says nothing.
package struct Prediction: Sendable {
  /// The name of the photo, or of the image of a dataset.
  package let name: String
  /// The image that the network saw; nil if there is none.
  package let seen: PhotoPredictor.PredictedImage?
  /// The calibrated probabilities by label; empty if the photo could not be used.
  package let probabilities: [Float]
  /// The reason why there is no prediction, beginning with the name; nil if there is one.
  package let error: String?
  private let threshold: Threshold

  /// From which probability on a prediction is not unsure.
  package enum Threshold: Sendable {
    /// Every prediction is unsure.
    case never
    case from(Double)

    package init(_ calibration: Calibration, chosen: Double?) {
      self = (chosen ?? calibration.unsureBelow).map { .from($0) } ?? .never
    }
  }

  package init(
    name: String, seen: PhotoPredictor.PredictedImage, probabilities: [Float], threshold: Threshold
  ) {
    self.name = name
    self.seen = seen
    self.probabilities = probabilities
    self.threshold = threshold
    error = nil
  }

  package init(name: String, error: String) {
    self.name = name
    self.error = error
    seen = nil
    probabilities = []
    threshold = .never
  }

  /// The labels in descending order of their probabilities, the smaller first of equals.
  package var ranked: [Int] {
    probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
  }

  /// The most probable label; nil if there is no prediction.
  package var label: Int? { ranked.first }

  /// The calibrated probability of `label`.
  package var confidence: Double? { probabilities.max().map { Double($0) } }

  /// Why the prediction is not to be relied upon, as a clause; nil if it may be, or if there is none.
  ///
  /// A photo unlike those that the model has learned from is unsure whatever the probability, which was calibrated on
  /// photos like those.
  package var doubt: String? {
    guard let confidence else { return nil }
    switch threshold {
    case .never: return "unsure: the model has not shown to be right often enough"
    case .from(let least) where confidence < least: return "unsure, below \(Self.figure(least))"
    case .from: return seen?.warning == nil ? nil : "unsure, see the warning"
    }
  }

  package var isUnsure: Bool { doubt != nil }

  /// Whether the prediction is the class that the dataset gives; nil if none is given or predicted.
  package var isAsGiven: Bool? {
    guard seen?.given != nil, let label else { return nil }
    return seen?.givenLabel == label
  }

  /// Returns a probability in percent, without a fraction where it has none.
  private static func figure(_ share: Double) -> String {
    let percent = (1000 * share).rounded() / 10
    return percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
  }
}
