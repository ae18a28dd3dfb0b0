internal import DatasetFormat
internal import Training
internal import Wording
internal import Workflows

/// A prediction with the picture that was written of it.
struct PredictionEntry: Sendable {
  let prediction: Prediction
  /// The path of the PNG file; nil if none was written.
  let picture: String?
}

/// The predictions as rows of a table and as a JSON document, both with the same fields.
struct PredictionTable {
  let classes: [String]

  static let headings = [
    "photo", "class", "label", "confidence", "unsure", "given", "converted", "warning", "error",
  ]

  /// Returns a row as text, with its line end.
  func line(_ entry: PredictionEntry) -> String {
    let prediction = entry.prediction
    func word(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "" }
    return CSV.line([
      prediction.name, prediction.label.map { classes[$0] } ?? "", prediction.label.map { "\($0)" } ?? "",
      prediction.confidence.map { decimal($0, 4) } ?? "",
      word(prediction.label == nil ? nil : prediction.isUnsure), prediction.seen?.given ?? "",
      word(prediction.seen?.isConverted), prediction.seen?.warning ?? "", prediction.error ?? "",
    ])
  }

  struct Document: Encodable {
    struct Entry: Encodable {
      let photo: String
      let label: Int?
      let `class`: String?
      /// The calibrated probability of the class.
      let confidence: Double?
      let unsure: Bool?
      /// The calibrated probabilities by label.
      let probabilities: [Double]?
      /// The class that a dataset gives, and whether it is the predicted one.
      let given: String?
      let isAsGiven: Bool?
      /// Whether the pipeline made the image of a photo; otherwise the file had the image.
      let converted: Bool?
      /// What was assumed about the file.
      let note: String?
      let png: String?
      let error: String?
      let warning: String?
    }
    let schema = 1
    let model: String
    let pipeline: String
    let classes: [String]
    /// nil if the model's probabilities were not calibrated.
    let calibration: Calibration?
    /// The probability below which predictions are unsure; nil if all are.
    let unsureBelow: Double?
    let predictions: [Entry]
  }

  func documentEntry(_ entry: PredictionEntry) -> Document.Entry {
    let prediction = entry.prediction
    let label = prediction.label
    return Document.Entry(
      photo: prediction.name, label: label, class: label.map { classes[$0] },
      confidence: prediction.confidence, unsure: label == nil ? nil : prediction.isUnsure,
      probabilities: label == nil ? nil : prediction.probabilities.map { Double($0) },
      given: prediction.seen?.given, isAsGiven: prediction.isAsGiven,
      converted: prediction.seen?.isConverted, note: prediction.seen?.assumption, png: entry.picture,
      error: prediction.error, warning: prediction.seen?.warning)
  }
}
