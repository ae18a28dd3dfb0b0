internal import DatasetFormat
package import Training
internal import Wording

/// One run of `train`, which trains a model on a dataset, evaluates it and compares it with baselines.
package struct TrainingSession: Sendable {
  /// The settings of a run.
  package struct Settings: Sendable {
    package var model: ModelChoice
    /// The number of epochs, instead of the one in the model's recipe; nil for the recipe's. `batchSize` and
    /// `learningRate` replace values of the recipe likewise.
    package var epochs: Int?
    package var batchSize: Int?
    package var learningRate: Double?
    /// Whether training images are shifted and mirrored at random; nil for the recipe's augmentation.
    package var augments: Bool?
    /// The number of epochs without a lower validation loss after which training stops; nil to train all epochs.
    package var patience: Int?
    package var precision = Precision.float32
    package var seed: UInt64 = 0
    package var threadCount: Int
    /// The share of the training images used as validation images if the dataset has no validation split.
    package var validationFraction = 0.1
    package var runsBaselines = true
    /// The folder of another dataset with the same classes to evaluate the model on; nil for none.
    package var testOn: String?

    package init(model: ModelChoice, threadCount: Int) {
      self.model = model
      self.threadCount = threadCount
    }

    /// Returns a network's recipe with the changes of these settings.
    func recipe(of entry: ModelCatalogue.Entry) -> TrainingRecipe {
      var recipe = entry.recipe
      if let epochs { recipe.epochs = epochs }
      if let batchSize { recipe.batchSize = batchSize }
      if let learningRate { recipe.learningRate = learningRate }
      switch augments {
      case .some(true) where recipe.augmentation == .none:
        recipe.augmentation = Augmentation(shift: 2, flips: true)
      case .some(false): recipe.augmentation = .none
      default: break
      }
      recipe.patience = patience
      recipe.precision = precision
      recipe.seed = seed
      recipe.threadCount = threadCount
      return recipe
    }
  }

  /// The progress of a session.
  package enum Event: Sendable {
    /// The network is about to be trained.
    case network(ModelDescription, input: Shape)
    /// The images have been divided into those that train the network, judge the epochs and test the network.
    case images(train: Int, validation: Int, test: Int, isOwnValidation: Bool, threadCount: Int)
    case training(Trainer.Event, epochCount: Int)
    /// A step has begun, described in a few words.
    case step(String)
  }

  package let data: TrainingData
  private let settings: Settings
  private let report: @Sendable (Event) -> Void

  /// - Parameter report: called from any thread.
  package init(
    _ data: TrainingData, _ settings: Settings, report: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    self.data = data
    self.settings = settings
    self.report = report
  }

  /// Trains and evaluates the model.
  ///
  /// - Throws: `TrainingError` or `DatasetError` if the model does not fit the data or cannot be trained,
  ///   `CancellationError` if the task is cancelled before the first epoch has ended.
  package func run() async throws -> TrainingOutcome {
    guard let entry = settings.model.entry else { return try await baseline() }
    // The other dataset is read before the training, so that a misspelt folder is reported at once.
    let target: Transfer.Target? =
      if let folder = settings.testOn { try await Transfer.Target(reading: folder, like: data) } else {
        nil
      }
    let model = entry.model(classCount: data.train.classCount)
    let recipe = settings.recipe(of: entry)
    report(.network(model, input: data.train.shape))
    let (images, validation) = data.split(validation: settings.validationFraction, seed: recipe.seed)
    report(
      .images(
        train: images.count, validation: validation?.count ?? 0, test: data.test.count,
        isOwnValidation: data.validation != nil, threadCount: recipe.threadCount))
    let trained = try await Trainer(model, recipe).train(images, validation: validation) {
      report(.training($0, epochCount: recipe.epochs))
    }
    // An interrupted training is evaluated too, in a task of its own, which is not cancelled.
    let judgement = try await Task {
      try await judge(trained, recipe, images: images, validation: validation, target: target)
    }.value
    return TrainingOutcome(
      data: data, model: settings.model, trained: trained.model, recipe: recipe, epochs: trained.epochs,
      wasInterrupted: trained.wasInterrupted, trainingAccuracy: judgement.trainingAccuracy,
      validation: judgement.validation, calibration: judgement.calibration,
      brightBackgrounds: judgement.brightBackgrounds, test: judgement.test, baselines: judgement.baselines,
      transfer: judgement.transfer)
  }

  private struct Judgement: Sendable {
    let trainingAccuracy: Double
    let validation: Proportion?
    let calibration: MeasuredCalibration?
    let brightBackgrounds: Double?
    let test: Scores
    let baselines: Baselines?
    let transfer: Transfer?
  }

  private func judge(
    _ trained: Trainer.Outcome, _ recipe: TrainingRecipe, images: LabelledImages, validation: LabelledImages?,
    target: Transfer.Target?
  ) async throws -> Judgement {
    let (model, threadCount) = (trained.model, recipe.threadCount)
    report(.step("judging by the test images"))
    let testProbabilities = try await model.probabilities(of: data.test, threadCount: threadCount)
    let test = try Scores(testProbabilities, of: data.test)
    // A random sample of 10,000 images is enough; all images would take as long as an epoch, and the first ones may be
    // sorted.
    var random = SeededRandom(seed: recipe.seed, purpose: .trainingSample)
    let sample =
      images.count > 10_000 ? images.subset(Array(random.permutation(images.count).prefix(10_000))) : images
    let training = try await model.scores(on: sample, threadCount: threadCount)
    var validationShare: Proportion?
    var calibration: MeasuredCalibration?
    if let validation {
      let probabilities = try await model.probabilities(of: validation, threadCount: threadCount)
      validationShare = try Scores(probabilities, of: validation).accuracy
      calibration = try MeasuredCalibration(
        Calibration(
          fitting: probabilities, labels: validation.labels, classCount: validation.classCount),
        testProbabilities, of: data.test)
    }
    var transfer: Transfer?
    if let target {
      report(.step("judging by \(target.folder)"))
      transfer = try await Transfer(model, to: target, threadCount: threadCount)
    }
    return Judgement(
      trainingAccuracy: training.accuracy.value, validation: validationShare, calibration: calibration,
      brightBackgrounds: try await data.brightBackgroundShare(), test: test, baselines: try await baselines(),
      transfer: transfer)
  }

  /// Returns the training images whose labels are contradicted by models that were not trained with them.
  ///
  /// - Precondition: the model is a network.
  package func suspects() async throws -> LabelSuspects {
    guard let entry = settings.model.entry else { preconditionFailure("a baseline doubts nothing") }
    let recipe = settings.recipe(of: entry)
    let model = entry.model(classCount: data.train.classCount)
    let validation = CrossValidation(seed: recipe.seed)
    let probabilities = try await validation.probabilities(
      of: data.train, groups: data.trainingGroups, model, recipe
    ) { progress in
      guard case .progress(let epoch, let doneCount, let totalCount) = progress.event else { return }
      report(
        .step(
          "doubting labels: fold \(progress.fold) of \(validation.foldCount), epoch \(epoch) of \(recipe.epochs), "
            + "\(grouped(doneCount)) of \(counted(totalCount, "image"))"))
    }
    return try LabelSuspects(
      labels: data.train.labels, probabilities: probabilities, classCount: data.train.classCount)
  }

  private func baseline() async throws -> TrainingOutcome {
    let isMajority = settings.model.name == "majority"
    if !isMajority { report(.step("looking for neighbours")) }
    let test =
      isMajority
      ? try Baselines.majority(data)
      : try await Baselines.nearestNeighbours(data, threadCount: settings.threadCount)
    return TrainingOutcome(
      data: data, model: settings.model, trained: nil, recipe: nil, epochs: [], wasInterrupted: false,
      trainingAccuracy: nil, validation: nil, calibration: nil, brightBackgrounds: nil, test: test,
      baselines: try await baselines(), transfer: nil)
  }

  private func baselines() async throws -> Baselines? {
    guard settings.runsBaselines else { return nil }
    return try await Baselines(data, seed: settings.seed, threadCount: settings.threadCount) {
      report(.step("for comparison: \($0)"))
    }
  }
}
