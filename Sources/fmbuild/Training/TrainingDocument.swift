internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// What `train --json` prints, and what stands in a model's folder of its training.
struct TrainingDocument: Codable {
  struct Settings: Codable {
    let epochs: Int
    let batchSize: Int
    let optimiser: String
    let learningRate: Double
    let weightDecay: Double
    let labelSmoothing: Double
    let shift: Int
    let flips: Bool
    let erasing: Double
    let seed: UInt64
    let threads: Int
  }

  /// Without the time that it took, so that the same training gives the same document.
  struct EpochFigures: Codable {
    let number: Int
    let loss: Double
    let accuracy: Double
    let validationLoss: Double?
    let validationAccuracy: Double?

    init(_ epoch: Trainer.Epoch) {
      number = epoch.number
      loss = epoch.loss
      accuracy = epoch.accuracy
      validationLoss = epoch.validationLoss
      validationAccuracy = epoch.validationAccuracy
    }
  }

  struct Figures: Codable {
    let accuracy: Double
    let interval: Interval
    let items: Int
    let balancedAccuracy: Double
    let macroF1: Double
    let confusion: [[Int]]

    init(_ scores: Scores) {
      accuracy = scores.accuracy.value
      interval = scores.accuracy.interval
      items = scores.accuracy.total
      balancedAccuracy = scores.balancedAccuracy
      macroF1 = scores.macroF1
      confusion = scores.confusion.counts
    }
  }

  struct BaselineFigures: Codable {
    let majority: Double
    let softmax: Double
    let nearestNeighbours: Double
    let onePixelMedian: Double?
  }

  struct TransferFigures: Codable {
    let folder: String
    let asTheyAre: Figures
    let mirrored: Figures
    let classesThatLookTheOtherWay: [String]
  }

  struct VerdictEntry: Codable {
    let kind: String
    let headline: String
    let details: [String]
  }

  /// Goes up when a reader of an older version would misunderstand.
  var schema = 1
  let dataset: String
  /// Of all images and labels, train before t10k, images before labels.
  let dataSHA256: String
  let model: String
  let parameterCount: Int?
  let classes: [String]
  let settings: Settings?
  let epochs: [EpochFigures]
  let trainingAccuracy: Double?
  let test: Figures
  let baselines: BaselineFigures?
  let transfer: TransferFigures?
  let verdict: VerdictEntry

  init(_ outcome: TrainingOutcome) throws {
    dataset = outcome.data.folder
    dataSHA256 = try outcome.data.sha256()
    model = outcome.modelName
    parameterCount = try outcome.trained.map { try $0.model.parameterCount(input: $0.input) }
    classes = outcome.data.classNames
    settings = outcome.recipe.map { recipe in
      Settings(
        epochs: recipe.epochs, batchSize: recipe.batchSize, optimiser: recipe.optimiser.name,
        learningRate: recipe.learningRate, weightDecay: recipe.weightDecay,
        labelSmoothing: recipe.labelSmoothing,
        shift: recipe.augmentation.shift, flips: recipe.augmentation.flips,
        erasing: recipe.augmentation.erasing,
        seed: recipe.seed, threads: recipe.threadCount)
    }
    epochs = outcome.epochs.map(EpochFigures.init)
    trainingAccuracy = outcome.trainingAccuracy
    test = Figures(outcome.test)
    baselines = outcome.baselines.map {
      BaselineFigures(
        majority: $0.majority.accuracy.value, softmax: $0.softmax.accuracy.value,
        nearestNeighbours: $0.nearestNeighbours.accuracy.value, onePixelMedian: $0.onePixelMedian)
    }
    transfer = outcome.transfer.map { transfer in
      TransferFigures(
        folder: transfer.folder, asTheyAre: Figures(transfer.scores), mirrored: Figures(transfer.mirrored),
        classesThatLookTheOtherWay: transfer.classesThatLookTheOtherWay.map { outcome.data.classNames[$0] })
    }
    let verdict = outcome.verdict
    self.verdict = VerdictEntry(
      kind: verdict.kind.rawValue, headline: verdict.headline, details: verdict.details)
  }
}
