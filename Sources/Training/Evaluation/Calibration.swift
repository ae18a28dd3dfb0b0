internal import Platform

/// How much a model's probabilities are to be believed, measured on validation images, which it was not trained with.
///
/// Networks are surer of themselves than they may be. One number, the temperature, puts that right: the logarithms of
/// the probabilities are divided by it, and the results are normalised again (Guo and others 2017, "On Calibration of
/// Modern Neural Networks", ICML, 1321-1330). The order of the classes stays, so that no prediction changes.
public struct Calibration: Hashable, Sendable {
  /// The divisor of the logarithms, within `temperatures`: above 1 for a model that is too sure of itself.
  public let temperature: Double
  /// The number of validation images that decided; 0 if nothing was measured.
  public let imageCount: Int
  /// The calibrated probability below which a prediction is unsure; nil if every prediction is, because the validation
  /// images show at no probability that enough predictions are right.
  public let unsureBelow: Double?

  /// The share of right predictions that is expected of those that are not unsure.
  public static let target = 0.9
  /// The least probability of a prediction that is not unsure: below it, the prediction is more often wrong than right.
  public static let leastThreshold = 0.5
  /// The temperatures that are tried.
  static let temperatures = 0.01...1000.0

  /// The calibration of a model without validation images: its probabilities as they are.
  public static let none = Calibration(temperature: 1, imageCount: 0, unsureBelow: leastThreshold)

  init(temperature: Double, imageCount: Int, unsureBelow: Double?) {
    self.temperature = temperature
    self.imageCount = imageCount
    self.unsureBelow = unsureBelow
  }

  /// Measures the calibration of a model.
  ///
  /// - Parameters:
  ///   - probabilities: the model's probabilities for validation images, `classCount` per image.
  ///   - labels: the given labels of the images.
  /// - Throws: `TrainingError` if probabilities are missing, too many or no numbers, or a label is not below `classCount`.
  public init(fitting probabilities: [Float], labels: [UInt8], classCount: Int) throws(TrainingError) {
    // The table checks that labels and probabilities fit.
    _ = try Self.table(probabilities, labels: labels, classCount: classCount)
    temperature = TemperatureFit(probabilities, labels: labels, classCount: classCount).temperature
    imageCount = labels.count
    let fitted = Calibration(temperature: temperature, imageCount: labels.count, unsureBelow: nil)
    let predictions = try Self.predictions(
      fitted.calibrated(probabilities, classCount: classCount), labels: labels, classCount: classCount)
    unsureBelow = Self.threshold(for: predictions)
  }

  /// Returns calibrated probabilities: those of each image to the power of 1 / temperature, normalised.
  ///
  /// - Parameter probabilities: probabilities of images, `classCount` per image.
  public func calibrated(_ probabilities: [Float], classCount: Int) -> [Float] {
    guard temperature != 1, classCount > 0 else { return probabilities }
    var result: [Float] = []
    result.reserveCapacity(probabilities.count)
    for start in stride(from: 0, to: probabilities.count, by: classCount) {
      let row = probabilities[start..<min(start + classCount, probabilities.count)]
      let logarithms = row.map { TemperatureFit.logarithm(of: $0) / temperature }
      let largest = logarithms.max() ?? 0
      let powers = logarithms.map { exp($0 - largest) }
      let sum = powers.reduce(0, +)
      result += powers.map { Float($0 / sum) }
    }
    return result
  }

  /// Returns whether a prediction with this calibrated probability is unsure.
  public func isUnsure(_ probability: Double) -> Bool { unsureBelow.map { probability < $0 } ?? true }

  // MARK: - The threshold

  /// The most probable class of an image.
  struct Prediction {
    let probability: Double
    let isRight: Bool
  }

  private static func table(_ probabilities: [Float], labels: [UInt8], classCount: Int)
    throws(TrainingError) -> ProbabilityTable
  {
    guard probabilities.allSatisfy(\.isFinite) else {
      throw TrainingError(
        .diverged, "the probabilities of the model are not numbers; choose a smaller learning rate")
    }
    return try ProbabilityTable(probabilities, labels: labels, classCount: classCount)
  }

  static func predictions(
    _ probabilities: [Float], labels: [UInt8], classCount: Int
  ) throws(TrainingError) -> [Prediction] {
    let table = try table(probabilities, labels: labels, classCount: classCount)
    return labels.indices.map { image in
      let predicted = table.mostProbableClass(of: image)
      return Prediction(probability: table[image, predicted], isRight: predicted == Int(labels[image]))
    }
  }

  /// Returns the lowest probability, in whole percent and at least `leastThreshold`, such that of the predictions that
  /// reach it the target share is right; nil if there is none.
  ///
  /// The share is estimated as (right + 1) / (all + 2), by Laplace's rule of succession, so that a few right predictions
  /// prove nothing: eight, all right, are the fewest.
  static func threshold(for predictions: [Prediction]) -> Double? {
    (Int(100 * leastThreshold)..<100).map { Double($0) / 100 }.first { threshold in
      let surer = predictions.filter { $0.probability >= threshold }
      let right = surer.count(where: \.isRight)
      return Double(right + 1) >= target * Double(surer.count + 2)
    }
  }

  /// Returns the right predictions among those that are not unsure.
  ///
  /// - Parameter probabilities: calibrated probabilities, `classCount` per image.
  /// - Throws: `TrainingError` if probabilities are missing or too many, or a label is not below `classCount`.
  public func surerPredictions(_ probabilities: [Float], labels: [UInt8], classCount: Int)
    throws(TrainingError) -> Proportion
  {
    let surer = try Self.predictions(probabilities, labels: labels, classCount: classCount).filter {
      !isUnsure($0.probability)
    }
    return Proportion(surer.count(where: \.isRight), of: surer.count)
  }
}

/// As in `model.json`.
extension Calibration: Codable {
  private enum Key: String, CodingKey {
    case temperature, images, unsureBelow
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func check(_ key: Key, _ isInRange: Bool, _ range: String) throws {
      guard isInRange else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "the number is out of range, expected \(range)")
      }
    }
    temperature = try container.decode(Double.self, forKey: .temperature)
    try check(.temperature, Self.temperatures.contains(temperature), "0.01 to 1000")
    imageCount = try container.decode(Int.self, forKey: .images)
    try check(.images, imageCount >= 0, "0 or more")
    unsureBelow = try container.decodeIfPresent(Double.self, forKey: .unsureBelow)
    try check(.unsureBelow, unsureBelow.map { (0...1).contains($0) } ?? true, "0 to 1")
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(temperature, forKey: .temperature)
    try container.encode(imageCount, forKey: .images)
    try container.encodeIfPresent(unsureBelow, forKey: .unsureBelow)
  }
}
