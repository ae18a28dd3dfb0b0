import Foundation
import Testing
import TestSupport
import Training

struct CalibrationTests {
  /// Returns the probabilities of a network that is surer of itself than it may be, or less sure: the labels are drawn
  /// from its probabilities at a temperature.
  private func sample(_ imageCount: Int, temperature: Double, classCount: Int = 4, seed: UInt64 = 3) -> (
    probabilities: [Float], labels: [UInt8]
  ) {
    var random = SeededRandom(seed: seed, purpose: .test)
    func softmax(_ scores: [Double]) -> [Double] {
      let powers = scores.map { exp($0 - (scores.max() ?? 0)) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
    var (probabilities, labels): ([Float], [UInt8]) = ([], [])
    for _ in 0..<imageCount {
      let scores = (0..<classCount).map { _ in 8 * random.unitInterval() }
      probabilities += softmax(scores).map { Float($0) }
      var rest = random.unitInterval()
      let truth = softmax(scores.map { $0 / temperature })
      labels.append(
        UInt8(
          truth.indices.first { label in
            rest -= truth[label]
            return rest < 0
          } ?? classCount - 1))
    }
    return (probabilities, labels)
  }

  @Test(arguments: [0.4, 1.0, 1.7, 5.0])
  func temperatureOfLabelsThatWereDrawnWithItIsFound(_ temperature: Double) throws {
    let (probabilities, labels) = sample(6_000, temperature: temperature)
    let calibration = try Calibration(fitting: probabilities, labels: labels, classCount: 4)
    #expect(abs(calibration.temperature / temperature - 1) < 0.08, "\(calibration.temperature)")
    #expect(calibration.imageCount == 6_000)
  }

  @Test(arguments: [0.5, 1.3, 3.0])
  func slopeOfTheLossIsZeroAtTheTemperatureFoundAndNowhereNear(_ temperature: Double) {
    let (probabilities, labels) = sample(400, temperature: temperature, seed: 5)
    let fit = TemperatureFit(probabilities, labels: labels, classCount: 4)
    func slope(at logarithm: Double) -> Double {
      let step = 1e-4
      return (fit.loss(atLogarithm: logarithm + step) - fit.loss(atLogarithm: logarithm - step)) / (2 * step)
    }
    let found = log(fit.temperature)
    #expect(abs(slope(at: found)) < 1e-5)
    #expect(slope(at: found - 0.2) < -1e-3 && slope(at: found + 0.2) > 1e-3)
  }

  /// Two images of two classes with probabilities of 0.8 for the given label: at temperature 1 the loss is
  /// -(3/4 log 0.8 + 1/4 log 0.2), at any temperature the minimum is where the probability is 3/4.
  @Test func lossIsThatOfItsFormula() {
    let fit = TemperatureFit([0.8, 0.2, 0.2, 0.8], labels: [0, 1], classCount: 2)
    #expect(abs(fit.loss(atLogarithm: 0) + 0.75 * log(0.8) + 0.25 * log(0.2)) < 1e-6)
    #expect(abs(fit.temperature - log(4) / log(3)) < 1e-3)
  }

  @Test func calibrationMakesProbabilitiesTrueAndChangesNoPrediction() throws {
    let (probabilities, labels) = sample(5_000, temperature: 3)
    let calibration = try Calibration(fitting: probabilities, labels: labels, classCount: 4)
    let calibrated = calibration.calibrated(probabilities, classCount: 4)
    let before = try Reliability(probabilities, labels: labels, classCount: 4).expectedCalibrationError
    let after = try Reliability(calibrated, labels: labels, classCount: 4).expectedCalibrationError
    #expect(before > 0.2 && after < 0.03, "\(before) \(after)")
    for start in stride(from: 0, to: probabilities.count, by: 4) {
      let (old, new) = (probabilities[start..<(start + 4)], calibrated[start..<(start + 4)])
      #expect(old.firstIndex(of: old.max() ?? 0) == new.firstIndex(of: new.max() ?? 0))
      #expect(abs(new.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func aModelThatWasNotMeasuredKeepsItsProbabilities() {
    #expect(Calibration.none.calibrated([0.9, 0.1, 0, 1], classCount: 2) == [0.9, 0.1, 0, 1])
    #expect(Calibration.none.isUnsure(0.49) && !Calibration.none.isUnsure(0.5))
  }

  @Test func aFewRightPredictionsDoNotMakeAModelSure() throws {
    // Ten of ten right allow 11/12 by the rule of succession, however sure the network is.
    for probability in [Float(0.99), 0.999_999, 1] {
      let row = [probability, 1 - probability]
      let calibration = try Calibration(
        fitting: (0..<10).flatMap { _ in row }, labels: [UInt8](repeating: 0, count: 10), classCount: 2)
      let calibrated = calibration.calibrated(row, classCount: 2)[0]
      #expect(calibrated < 11.0 / 12 + 0.01, "\(calibrated)")
    }
  }

  @Test func eightRightPredictionsAreTheFewestThatShowNineInTen() throws {
    func threshold(_ right: Int, of all: Int) throws -> Double? {
      let labels = (0..<all).map { UInt8($0 < right ? 0 : 1) }
      return try Calibration(
        fitting: labels.flatMap { _ in [Float(0.9), 0.1] }, labels: labels, classCount: 2
      ).unsureBelow
    }
    #expect(try threshold(7, of: 7) == nil)
    #expect(try threshold(8, of: 8) == 0.5)
    #expect(try threshold(18, of: 20) == nil)
    #expect(try threshold(19, of: 20) == 0.5)
  }

  @Test func thresholdPartsThePredictionsThatAreMostlyRightFromTheOthers() throws {
    // A hundred at 0.99, of which one is wrong, and a hundred at 0.7, of which forty are wrong.
    let (sure, vague): ([Float], [Float]) = ([0.99, 0.006, 0.004], [0.7, 0.2, 0.1])
    let probabilities = (0..<200).flatMap { $0 < 100 ? sure : vague }
    let labels = (0..<200).map { UInt8($0 == 0 || $0 >= 160 ? 1 : 0) }
    let calibration = try Calibration(fitting: probabilities, labels: labels, classCount: 3)
    #expect(!calibration.isUnsure(Double(calibration.calibrated(sure, classCount: 3)[0])))
    #expect(calibration.isUnsure(Double(calibration.calibrated(vague, classCount: 3)[0])))
    let surer = try calibration.surerPredictions(
      calibration.calibrated(probabilities, classCount: 3), labels: labels, classCount: 3)
    #expect(surer == Proportion(99, of: 100))
  }

  @Test func aModelThatGuessesIsNeverSure() throws {
    let labels = (0..<300).map { UInt8($0 % 3) }
    let calibration = try Calibration(
      fitting: labels.flatMap { _ in [Float(0.9), 0.06, 0.04] }, labels: labels, classCount: 3)
    #expect(calibration.unsureBelow == nil && calibration.isUnsure(1))
  }

  @Test func reliabilityCountsByProbability() throws {
    let reliability = try Reliability(
      [0.55, 0.45, 0.52, 0.48, 0.05, 0.95, 1, 0], labels: [0, 1, 1, 0], classCount: 2)
    #expect(reliability.bins.count == 10)
    #expect(reliability.bins[5].right == Proportion(1, of: 2))
    #expect(abs(reliability.bins[5].meanProbability - 0.535) < 1e-6)
    #expect(reliability.bins[9].right == Proportion(2, of: 2))
    #expect(abs(reliability.bins[9].meanProbability - 0.975) < 1e-6)
    #expect(reliability.bins.reduce(0) { $0 + $1.right.total } == 4)
    // Half the images are off by 0.035, the other half by 0.025.
    #expect(abs(reliability.expectedCalibrationError - 0.03) < 1e-6)
  }

  @Test func whatIsNoProbabilityIsRefused() {
    #expect(throws: TrainingError.self) {
      try Calibration(fitting: [.nan, 0.5], labels: [0], classCount: 2)
    }
    #expect(throws: TrainingError.self) { try Reliability([.infinity, 0.5], labels: [0], classCount: 2) }
    #expect(throws: TrainingError.self) { try Calibration(fitting: [1, 0], labels: [2], classCount: 2) }
    #expect(throws: TrainingError.self) { try Calibration(fitting: [1], labels: [0], classCount: 2) }
  }

  // MARK: - In a model's folder

  private func writtenModel(_ folder: TemporaryFolder) throws -> ModelFolder {
    var model = try ModelSample.layers[0].folder()
    let (probabilities, labels) = sample(500, temperature: 0.5)
    model.calibration = try Calibration(fitting: probabilities, labels: labels, classCount: 4)
    try model.write(to: folder("model"))
    return model
  }

  @Test func calibrationIsKeptInTheModelsFolder() async throws {
    try await withTemporaryFolder { folder in
      let written = try writtenModel(folder)
      #expect(written.calibration?.unsureBelow != nil)
      #expect(try ModelFolder(contentsOf: folder("model")).calibration == written.calibration)
      try ModelSample.layers[0].folder().write(to: folder("former"))
      #expect(try ModelFolder(contentsOf: folder("former")).calibration == nil)
    }
  }

  @Test(arguments: [
    ("temperature", "0"), ("temperature", "-1"), ("temperature", "1e300"), ("unsureBelow", "1.5"),
    ("images", "-3"), ("temperature", "\"hot\""),
  ])
  func calibrationOutOfRangeIsRefusedByItsName(_ key: String, _ value: String) async throws {
    try await withTemporaryFolder { folder in
      _ = try writtenModel(folder)
      let text = try folder.text("model/model.json")
      let changed = text.replacing(try Regex("\"\(key)\" : [0-9.]+"), with: "\"\(key)\" : \(value)")
      #expect(changed != text)
      try folder.write(changed, to: "model/model.json")
      let error = try #require(throws: TrainingError.self) { try ModelFolder(contentsOf: folder("model")) }
      #expect(error.message.contains("calibration.\(key): "), "\(error.message)")
    }
  }
}
