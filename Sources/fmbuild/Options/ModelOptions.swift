internal import ArgumentParser
internal import Processors
internal import Training

/// Which model, and how it is trained.
struct ModelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("One of the models above.", valueName: "name"))
  var model: String = ModelCatalogue.cnn.name

  @Option(help: ArgumentHelp("Passes over the training images.", valueName: "number"))
  var epochs: Int?

  @Option(help: ArgumentHelp("Images in a batch.", valueName: "number"))
  var batch: Int?

  @Option(name: .customLong("lr"), help: ArgumentHelp("The largest learning rate.", valueName: "number"))
  var learningRate: Double?

  @Flag(
    inversion: .prefixedNo,
    help: "Shift and mirror training images at random; as the recipe has it unless said otherwise.")
  var augment: Bool?

  @Option(
    help: ArgumentHelp(
      "Stop after so many epochs without a better validation loss, and keep the best.", valueName: "epochs"))
  var patience: Int?

  @Option(help: ArgumentHelp("Decides weights, order and changes at random.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("Threads; as many as there are cores unless said otherwise.", valueName: "number"))
  var threads: Int?

  /// The models that have nothing to train.
  static let baselines = [
    (name: "majority", summary: "always the largest class"),
    (name: "knn", summary: "the 5 nearest training images vote"),
  ]

  static let list: String = {
    let lines =
      ModelCatalogue.all.map { "\($0.name): \($0.summary)" } + baselines.map { "\($0.name): \($0.summary)" }
    return lines.map { "  " + $0 }.joined(separator: "\n")
  }()

  var isBaseline: Bool { Self.baselines.contains { $0.name == model } }

  var entry: ModelCatalogue.Entry? { ModelCatalogue.all.first { $0.name == model } }

  func validate() throws {
    guard isBaseline || entry != nil else {
      let names = (ModelCatalogue.all.map(\.name) + Self.baselines.map(\.name)).joined(separator: ", ")
      throw ValidationError("There is no model '\(model)'; there are \(names).")
    }
    let numbers = [
      ("--epochs", epochs, 1...10_000), ("--batch", batch, 1...65_536), ("--patience", patience, 1...10_000),
      ("--threads", threads, 1...1024),
    ]
    for (name, value, range) in numbers {
      guard let value, !range.contains(value) else { continue }
      throw ValidationError("\(name) takes \(range.lowerBound) to \(range.upperBound); you gave \(value).")
    }
    if let learningRate, !(learningRate > 0 && learningRate <= 100) {
      throw ValidationError("--lr takes a number above 0, such as 0.001; you gave \(learningRate).")
    }
  }

  var threadCount: Int { threads ?? Processors.count }

  /// The model's recipe with what the user has changed.
  func recipe(_ entry: ModelCatalogue.Entry) -> Recipe {
    var recipe = entry.recipe
    if let epochs { recipe.epochs = epochs }
    if let batch { recipe.batchSize = batch }
    if let learningRate { recipe.learningRate = learningRate }
    switch augment {
    case .some(true) where recipe.augmentation == .none:
      recipe.augmentation = Augmentation(shift: 2, flips: true)
    case .some(false): recipe.augmentation = .none
    default: break
    }
    recipe.patience = patience
    recipe.seed = seed
    recipe.threadCount = threadCount
    return recipe
  }
}
