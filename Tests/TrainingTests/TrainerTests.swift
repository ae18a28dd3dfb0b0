import Testing
import Training

/// Tests of a whole training, on images of 6x6 whose class is the position of a bright spot.
struct TrainerTests {
  /// Returns images of three classes: a bright spot on the left, in the middle or on the right, with noise.
  static func images(count: Int, seed: UInt64) throws -> LabelledImages {
    var random = SeededRandom(seed: seed, purpose: .test)
    var images: [UInt8] = []
    var labels: [UInt8] = []
    for index in 0..<count {
      let label = index % 3
      labels.append(UInt8(label))
      let row = random.index(below: 6)
      for pixel in 0..<36 {
        let isSpot = pixel / 6 == row && pixel % 6 / 2 == label
        images.append(UInt8(random.index(below: 60)) + (isSpot ? 190 : 0))
      }
    }
    return try LabelledImages(
      shape: Shape(rows: 6, columns: 6, channels: 1), images: images, labels: labels, classCount: 3)
  }

  static let model = ModelDescription(
    name: "test", summary: "",
    layers: [
      .convolution(channels: 16, kernelSize: 3, padding: 1, hasBias: false), .batchNormalisation, .relu,
      .maximumPooling(size: 2), .dropout(rate: 0.1), .dense(units: 3),
    ])

  static func recipe(_ optimiser: Optimiser = .adam(), rate: Double = 0.01, epochs: Int = 8) -> TrainingRecipe
  {
    TrainingRecipe(
      epochs: epochs, batchSize: 16, optimiser: optimiser, learningRate: rate, schedule: .oneCycle())
  }

  @Test(arguments: [Optimiser.adam(), .sgd()])
  func whatCanBeLearnedIsLearned(_ optimiser: Optimiser) async throws {
    let outcome = try await Trainer(Self.model, Self.recipe(optimiser)).train(
      Self.images(count: 300, seed: 1))
    let (model, epochs) = (outcome.model, outcome.epochs)
    #expect(!outcome.wasInterrupted)
    let test = try await model.evaluate(Self.images(count: 150, seed: 2), threadCount: 2)
    #expect(test.accuracy > 0.97)
    #expect(epochs.count == 8 && epochs[7].loss < epochs[0].loss / 2)
  }

  @Test func theSameSeedGivesTheSameNumbersAndAnotherSeedOthers() async throws {
    var values: [[Float]] = []
    for seed in [3, 3, 4] as [UInt64] {
      var recipe = Self.recipe(epochs: 2)
      recipe.seed = seed
      recipe.threadCount = 2
      recipe.augmentation = Augmentation(shift: 1, flips: true, erasing: 0.5)
      let model = try await Trainer(Self.model, recipe).train(Self.images(count: 100, seed: 1)).model
      values.append(model.values.flatMap(\.numbers))
    }
    #expect(values[0] == values[1])
    #expect(values[0] != values[2])
  }

  @Test func patienceKeepsTheBestEpoch() async throws {
    var recipe = Self.recipe(epochs: 60)
    recipe.schedule = .constant
    recipe.patience = 3
    let validation = try Self.images(count: 60, seed: 5)
    let outcome = try await Trainer(Self.model, recipe).train(
      Self.images(count: 90, seed: 1), validation: validation)
    let (model, epochs) = (outcome.model, outcome.epochs)
    let best = try #require(epochs.compactMap(\.validationLoss).min())
    #expect(epochs.count < 60)
    #expect(abs(try await model.evaluate(validation, threadCount: 1).loss - best) < 1e-6)
  }

  @Test func aLearningRateBeyondReasonIsNamed() async throws {
    let error = await #expect(throws: TrainingError.self) {
      try await Trainer(Self.model, Self.recipe(.sgd(), rate: 1e30)).train(
        Self.images(count: 60, seed: 1))
    }
    #expect(error?.code == .diverged)
    #expect(error?.message.hasPrefix("the loss became ") == true)
    #expect(error?.message.contains("in epoch 1; choose a smaller learning rate than 1e+30") == true)
  }

  @Test(arguments: [0, -1])
  func aRecipeWithoutEpochsIsRefused(_ epochs: Int) async throws {
    let error = await #expect(throws: TrainingError.self) {
      try await Trainer(Self.model, Self.recipe(epochs: epochs)).train(Self.images(count: 30, seed: 1))
    }
    #expect(error?.code == .invalidInput)
    #expect(error?.message == "a model cannot be trained for \(epochs) epochs; train for at least 1")
  }

  @Test func imagesOfAnotherShapeAreRefused() async throws {
    let model = try await Trainer(Self.model, Self.recipe(epochs: 1)).train(
      Self.images(count: 30, seed: 1)
    ).model
    let other = try LabelledImages(
      shape: Shape(rows: 5, columns: 6, channels: 1), images: [UInt8](repeating: 0, count: 30), labels: [0],
      classCount: 3)
    await #expect(throws: TrainingError.self) { try await model.probabilities(of: other, threadCount: 1) }
  }

  @Test func mirroredTwiceIsAsItWas() throws {
    let images = try Self.images(count: 9, seed: 6)
    #expect(images.mirrored().images != images.images)
    #expect(images.mirrored().mirrored().images == images.images)
  }

  @Test func schedulesEndWhereTheyShould() {
    let cycle = LearningRateSchedule.oneCycle()
    #expect(abs(cycle.factor(at: 0) - 0.04) < 1e-9 && abs(cycle.factor(at: 0.25) - 1) < 1e-9)
    #expect(cycle.factor(at: 1) < 2e-4)
    let steps = LearningRateSchedule.steps(at: [0.5, 0.75], factor: 0.1)
    #expect(steps.factor(at: 0.4) == 1 && steps.factor(at: 0.6) == 0.1)
    #expect(abs(steps.factor(at: 0.8) - 0.01) < 1e-12)
  }

  @Test func mirroredAveragesAreTheMeanOfBothAndTheSameOnMirrorImages() async throws {
    let sample = try #require(ModelSample.layers.first { $0.averagesMirrored })
    let averaging = try sample.model()
    let single = try TrainedModel(
      ModelDescription(name: sample.name, summary: "", layers: sample.layers), input: sample.input,
      classCount: sample.classCount, normalisation: averaging.normalisation,
      values: Dictionary(uniqueKeysWithValues: averaging.values.map { ($0.parameter.name, $0.numbers) }))
    let images = try sample.images(9)
    let means = try await averaging.probabilities(of: images, threadCount: 1)
    let own = try await single.probabilities(of: images, threadCount: 1)
    let mirrored = try await single.probabilities(of: images.mirrored(), threadCount: 1)
    #expect(own != mirrored)
    for (mean, (own, mirrored)) in zip(means, zip(own, mirrored)) {
      #expect(abs(mean - (own + mirrored) / 2) < 1e-6)
    }
    #expect(try await averaging.probabilities(of: images.mirrored(), threadCount: 1) == means)
  }
}
