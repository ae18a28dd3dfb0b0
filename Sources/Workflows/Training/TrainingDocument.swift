internal import DatasetFormat
package import Training

/// The document that `train --json` prints, and that a model's folder contains about its training.
package struct TrainingDocument: Codable {
  package struct Settings: Codable {
    package let epochs: Int
    package let batchSize: Int
    package let optimiser: String
    package let learningRate: Double
    package let weightDecay: Double
    package let labelSmoothing: Double
    package let shift: Int
    package let flips: Bool
    package let erasing: Double
    /// The numbers that the convolutions multiply; nil for float32.
    package let precision: String?
    package let seed: UInt64
    package let threads: Int
  }

  /// The figures of an epoch without its duration, so that the same training gives the same document.
  package struct EpochFigures: Codable {
    package let number: Int
    package let loss: Double
    package let accuracy: Double
    package let validationLoss: Double?
    package let validationAccuracy: Double?

    package init(_ epoch: Trainer.Epoch) {
      number = epoch.number
      loss = epoch.loss
      accuracy = epoch.accuracy
      validationLoss = epoch.validationLoss
      validationAccuracy = epoch.validationAccuracy
    }
  }

  package struct Figures: Codable {
    package let accuracy: Double
    package let interval: Interval
    package let images: Int
    package let balancedAccuracy: Double
    package let macroF1: Double
    package let confusion: [[Int]]

    package init(_ scores: Scores) {
      accuracy = scores.accuracy.value
      interval = scores.accuracy.interval
      images = scores.accuracy.total
      balancedAccuracy = scores.balancedAccuracy
      macroF1 = scores.macroF1
      confusion = scores.confusion.counts
    }
  }

  package struct BaselineFigures: Codable {
    package let majority: Double
    package let softmax: Double
    package let nearestNeighbours: Double
    package let onePixelMedian: Double?
  }

  package struct TransferFigures: Codable {
    package let folder: String
    package let asTheyAre: Figures
    package let mirrored: Figures
    package let classesBetterMirrored: [String]
  }

  /// The calibration of the probabilities. All but the first three figures are of the test images.
  package struct CalibrationFigures: Codable {
    package struct Bin: Codable {
      package let from: Double
      package let to: Double
      package let images: Int
      package let right: Int
      package let meanProbability: Double
    }

    package let temperature: Double
    /// The number of validation images that decided.
    package let images: Int
    /// The probability below which predictions are unsure; nil if all are.
    package let unsureBelow: Double?
    /// The expected calibration error of the network's own probabilities, and of the calibrated ones.
    package let errorBefore: Double
    package let errorAfter: Double
    /// The predictions that are not unsure, and the right ones among them.
    package let surer: Int
    package let surerRight: Int
    package let reliability: [Bin]

    init(_ measured: MeasuredCalibration) {
      temperature = measured.calibration.temperature
      images = measured.calibration.imageCount
      unsureBelow = measured.calibration.unsureBelow
      errorBefore = measured.errorBefore
      errorAfter = measured.reliability.expectedCalibrationError
      surer = measured.surer.total
      surerRight = measured.surer.count
      reliability = measured.reliability.bins.map {
        Bin(
          from: $0.lower, to: $0.upper, images: $0.right.total, right: $0.right.count,
          meanProbability: $0.meanProbability)
      }
    }
  }

  package struct VerdictEntry: Codable {
    package let kind: String
    package let headline: String
    package let details: [String]
  }

  /// The version of the format, increased when programs that know only older versions would misread it.
  package var schema = 1
  package let dataset: String
  /// The SHA-256 of all images and labels, 64 lower-case hexadecimal digits: train, validation and test, images before
  /// labels.
  package let dataSHA256: String
  package let model: String
  package let parameterCount: Int?
  /// The share of the training images whose background is bright or not plain, 0...1; nil for colour images.
  package let brightBackgrounds: Double?
  /// How many training images were made of photos on which background, as the manifest names them; nil if the dataset
  /// does not record it.
  package let photoBackgrounds: [String: Int]?
  package let classes: [String]
  package let settings: Settings?
  package let epochs: [EpochFigures]
  /// Whether the training was stopped before its last epoch; nil if it was not.
  package let wasInterrupted: Bool?
  package let trainingAccuracy: Double?
  package let test: Figures
  package let calibration: CalibrationFigures?
  package let baselines: BaselineFigures?
  package let transfer: TransferFigures?
  package let verdict: VerdictEntry

  package init(_ outcome: TrainingOutcome) throws {
    dataset = outcome.data.folder
    dataSHA256 = outcome.data.sha256()
    model = outcome.model.name
    parameterCount = try outcome.trained.map { try $0.model.parameterCount(input: $0.input) }
    brightBackgrounds = outcome.brightBackgrounds
    photoBackgrounds = outcome.data.photoBackgrounds
    classes = outcome.data.classNames
    settings = outcome.recipe.map { recipe in
      Settings(
        epochs: recipe.epochs, batchSize: recipe.batchSize, optimiser: recipe.optimiser.name,
        learningRate: recipe.learningRate, weightDecay: recipe.weightDecay,
        labelSmoothing: recipe.labelSmoothing,
        shift: recipe.augmentation.shift, flips: recipe.augmentation.flips,
        erasing: recipe.augmentation.erasing,
        precision: recipe.precision == .float32 ? nil : recipe.precision.rawValue, seed: recipe.seed,
        threads: recipe.threadCount)
    }
    epochs = outcome.epochs.map(EpochFigures.init)
    wasInterrupted = outcome.wasInterrupted ? true : nil
    trainingAccuracy = outcome.trainingAccuracy
    test = Figures(outcome.test)
    calibration = outcome.calibration.map(CalibrationFigures.init)
    baselines = outcome.baselines.map {
      BaselineFigures(
        majority: $0.majority.accuracy.value, softmax: $0.softmax.accuracy.value,
        nearestNeighbours: $0.nearestNeighbours.accuracy.value, onePixelMedian: $0.onePixelMedian)
    }
    transfer = outcome.transfer.map { transfer in
      TransferFigures(
        folder: transfer.folder, asTheyAre: Figures(transfer.scores), mirrored: Figures(transfer.mirrored),
        classesBetterMirrored: transfer.classesBetterMirrored.map { outcome.data.classNames[$0] })
    }
    let verdict = outcome.verdict
    self.verdict = VerdictEntry(
      kind: verdict.kind.rawValue, headline: verdict.headline, details: verdict.details)
  }
}
