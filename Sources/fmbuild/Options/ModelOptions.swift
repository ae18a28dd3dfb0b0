internal import ArgumentParser
internal import Training
internal import Workflows

/// The options for the model and its training.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("One of the models above.", valueName: "name"))
  var model: String = ModelCatalogue.cnn.name

  @Option(
    help: ArgumentHelp("Passes over the training images. (default: the model's own)", valueName: "number"))
  var epochs: Int?

  @Option(help: ArgumentHelp("Images in a batch. (default: the model's own)", valueName: "number"))
  var batch: Int?

  @Option(
    name: .customLong("lr"),
    help: ArgumentHelp("The largest learning rate. (default: the model's own)", valueName: "number"))
  var learningRate: Double?

  @Flag(
    inversion: .prefixedNo,
    help: "Shift and mirror training images at random. (default: the model's own)")
  var augment: Bool?

  @Option(
    help: ArgumentHelp(
      "Stop after so many epochs without a better validation loss. (default: train all epochs and keep the last)",
      valueName: "epochs"))
  var patience: Int?

  @Option(
    help: ArgumentHelp(
      "The numbers that convolutions multiply: float32, or bfloat16, which is faster where the processor has it.",
      valueName: "type"))
  var precision = Precision.float32

  @OptionGroup var repetition: RepetitionOptions

  static let list = ModelChoice.list.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n")

  /// Whether the chosen model is a baseline without parameters.
  var isBaseline: Bool { ModelChoice(named: model).map { $0.entry == nil } ?? false }

  private static let largestLearningRate = 100.0

  func validate() throws {
    guard ModelChoice(named: model) != nil else {
      throw ValidationError("--model: \(ModelChoice.absence(of: model)).")
    }
    try checkRanges([
      ("--epochs", epochs, 1...10_000), ("--batch", batch, 1...65_536), ("--patience", patience, 1...10_000),
    ])
    guard precision.isAvailable else {
      throw ValidationError(
        "--precision: this processor has no instructions for \(precision.rawValue); leave the option out.")
    }
    if let learningRate, !(learningRate > 0 && learningRate <= Self.largestLearningRate) {
      throw ValidationError(
        "--lr takes a number above 0 and up to \(Int(Self.largestLearningRate)), such as 0.001; you gave \(learningRate)."
      )
    }
  }

  /// Returns the settings of a training session that these options determine.
  func settings() throws -> TrainingSession.Settings {
    guard let choice = ModelChoice(named: model) else {
      throw ValidationError("--model: \(ModelChoice.absence(of: model)).")
    }
    var settings = TrainingSession.Settings(model: choice, threadCount: repetition.threadCount)
    settings.epochs = epochs
    settings.batchSize = batch
    settings.learningRate = learningRate
    settings.augments = augment
    settings.patience = patience
    settings.precision = precision
    settings.seed = repetition.seed
    return settings
  }
}

extension Precision: ExpressibleByArgument {}
