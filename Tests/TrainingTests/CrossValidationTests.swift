import Testing
import Training

struct CrossValidationTests {
  private let labels = (0..<103).map { UInt8($0 * $0 % 7) }

  @Test(arguments: [2, 4, 5])
  func foldsDifferByOneItemAtMostInAllAndInEveryClass(_ foldCount: Int) {
    let folds = CrossValidation(foldCount: foldCount, seed: 3).folds(of: labels)
    func expectEven(_ items: [Int]) {
      let counts = (0..<foldCount).map { fold in items.count { folds[$0] == fold } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
    #expect(folds.allSatisfy { (0..<foldCount).contains($0) })
    expectEven(Array(labels.indices))
    for label in Set(labels) { expectEven(labels.indices.filter { labels[$0] == label }) }
  }

  @Test func theSeedDecidesOnTheFolds() {
    let folds = CrossValidation(seed: 1).folds(of: labels)
    #expect(CrossValidation(seed: 1).folds(of: labels) == folds)
    #expect(CrossValidation(seed: 2).folds(of: labels) != folds)
  }

  /// Bright and dark images, of which two have the other's label.
  @Test func probabilitiesComeFromModelsThatHaveNotSeenTheImage() async throws {
    var random = SeededRandom(seed: 5)
    let shape = Shape(rows: 3, columns: 3, channels: 1)
    let truth = (0..<60).map { UInt8($0 % 2) }
    var labels = truth
    for item in [10, 33] { labels[item] = 1 - labels[item] }
    let images = try LabelledImages(
      shape: shape,
      images: truth.flatMap { label in (0..<9).map { _ in UInt8(Int(label) * 150 + random.index(below: 60)) }
      },
      labels: labels, classCount: 2)
    let model = ModelDescription(name: "test", summary: "", layers: [.dense(units: 2)])
    let recipe = Recipe(epochs: 20, batchSize: 10, optimiser: .adam(), learningRate: 0.05)
    let validation = CrossValidation(foldCount: 3, seed: 1)
    let probabilities = try await validation.probabilities(of: images, model, recipe)
    #expect(probabilities.count == 120)
    let suspects = try LabelSuspects(labels: labels, probabilities: probabilities, classCount: 2)
    #expect(Set(suspects.ranked.prefix(2).map(\.index)) == [10, 33])
    #expect(try await validation.probabilities(of: images, model, recipe) == probabilities)

    let folds = validation.folds(of: labels)
    let trained = try await Trainer(model, recipe).train(
      images.subset(folds.indices.filter { folds[$0] != 1 }))
    let inside = folds.indices.filter { folds[$0] == 1 }
    let expected = try await trained.model.probabilities(of: images.subset(inside), threadCount: 1)
    #expect(inside.flatMap { probabilities[(2 * $0)..<(2 * $0 + 2)] } == expected)
  }

  @Test func fewerImagesThanFoldsAreRefused() async throws {
    let images = try LabelledImages(
      shape: Shape(features: 1), images: [1, 2], labels: [0, 1], classCount: 2)
    let model = ModelDescription(name: "test", summary: "", layers: [.dense(units: 2)])
    let recipe = Recipe(epochs: 1, batchSize: 1, optimiser: .adam(), learningRate: 0.01)
    await #expect(throws: TrainingError.self) {
      try await CrossValidation(foldCount: 3).probabilities(of: images, model, recipe)
    }
  }
}
