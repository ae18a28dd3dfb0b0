internal import DatasetBuilding
internal import Training

/// One run of `train`: trains, judges, and says on the way how far it has come.
struct TrainingSession: Sendable {
  let data: TrainingData
  let options: ModelOptions
  let validation: Double
  let runsBaselines: Bool
  let transfer: String?
  let isQuiet: Bool

  func run() async throws -> TrainingOutcome {
    guard let entry = options.entry else { return try await baseline() }
    // Before the training: nobody should wait for it to hear that this folder is misspelt.
    let target: Transfer.Target? =
      if let transfer { try await Transfer.Target(reading: transfer, like: data) } else { nil }
    let model = entry.model(classCount: data.train.classCount)
    let recipe = options.recipe(entry)
    if !isQuiet { try ModelTable(model, input: data.train.shape).lines.forEach(Output.message) }
    let (images, validationImages) = data.split(validation: validation, seed: recipe.seed)
    if !isQuiet {
      Output.message(
        "\(counted(images.count, "image")) to train with, \(grouped(validationImages?.count ?? 0)) to judge epochs by, "
          + "\(grouped(data.test.count)) to test, \(counted(recipe.threadCount, "thread"))")
    }
    let progress = TrainingProgress(epochCount: recipe.epochs, isQuiet: isQuiet)
    let (trained, epochs) = try await Trainer(model, recipe).train(images, validation: validationImages) {
      progress.show($0)
    }
    progress.finish()
    let status = StatusLine(isQuiet: isQuiet)
    defer { status.finish() }
    status.show("judging by the test images")
    let test = try await trained.scores(on: data.test, threadCount: recipe.threadCount)
    // As many as tell; all would take as long as an epoch. At random: the images may be sorted.
    var random = SeededRandom(seed: recipe.seed, purpose: 4)
    let sample =
      images.count > 10_000 ? images.subset(Array(random.permutation(images.count).prefix(10_000))) : images
    let training = try await trained.scores(on: sample, threadCount: recipe.threadCount)
    var validationShare: Proportion?
    if let validationImages {
      validationShare = try await trained.scores(on: validationImages, threadCount: recipe.threadCount)
        .accuracy
    }
    let transferred: Transfer?
    if let target {
      status.show("judging by \(target.folder)")
      transferred = try await Transfer(trained, to: target, threadCount: recipe.threadCount)
    } else {
      transferred = nil
    }
    return TrainingOutcome(
      data: data, modelName: entry.name, trained: trained, recipe: recipe, epochs: epochs,
      trainingAccuracy: training.accuracy.value, validation: validationShare, test: test,
      baselines: try await baselines(status), transfer: transferred)
  }

  /// The training images whose labels are contradicted by models that were not trained with them.
  func suspects() async throws -> LabelSuspects {
    guard let entry = options.entry else { preconditionFailure("models without parameters doubt nothing") }
    let recipe = options.recipe(entry)
    let model = entry.model(classCount: data.train.classCount)
    let validation = CrossValidation(seed: recipe.seed)
    let status = StatusLine(isQuiet: isQuiet)
    defer { status.finish() }
    let probabilities = try await validation.probabilities(of: data.train, model, recipe) { progress in
      guard case .progress(let epoch, let doneCount, let totalCount) = progress.event else { return }
      status.show(
        "doubting labels: fold \(progress.fold) of \(validation.foldCount), epoch \(epoch) of \(recipe.epochs), "
          + "\(grouped(doneCount)) of \(counted(totalCount, "image"))")
    }
    return try LabelSuspects(
      labels: data.train.labels, probabilities: probabilities, classCount: data.train.classCount)
  }

  private func baseline() async throws -> TrainingOutcome {
    let status = StatusLine(isQuiet: isQuiet)
    defer { status.finish() }
    let isMajority = options.model == "majority"
    if !isMajority { status.show("looking for neighbours") }
    let test =
      isMajority
      ? try Baselines.majority(data)
      : try await Baselines.nearestNeighbours(data, threadCount: options.threadCount)
    return TrainingOutcome(
      data: data, modelName: options.model, trained: nil, recipe: nil, epochs: [], trainingAccuracy: nil,
      validation: nil, test: test, baselines: try await baselines(status), transfer: nil)
  }

  private func baselines(_ status: StatusLine) async throws -> Baselines? {
    guard runsBaselines else { return nil }
    return try await Baselines(data, seed: options.seed, threadCount: options.threadCount) {
      status.show("for comparison: \($0)")
    }
  }
}
