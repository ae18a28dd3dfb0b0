import Testing
import Training

struct CrossValidationTests {
  private let labels = (0..<103).map { UInt8($0 * $0 % 7) }

  @Test(arguments: [2, 4, 5])
  func foldsDifferByOneImageAtMostInAllAndInEveryClass(_ foldCount: Int) {
    let folds = CrossValidation(foldCount: foldCount, seed: 3).folds(of: labels)
    func expectEven(_ images: [Int]) {
      let counts = (0..<foldCount).map { fold in images.count { folds[$0] == fold } }
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

  /// The folds of seed 3 never change, so that cross-validations can be compared between versions.
  @Test func withoutGroupsTheFoldsAreTheFoldsOfAlways() {
    let folds = CrossValidation(foldCount: 4, seed: 3).folds(of: labels)
    #expect(folds.prefix(24) == [0, 1, 1, 1, 3, 3, 0, 1, 0, 1, 0, 2, 3, 0, 3, 3, 1, 0, 1, 2, 0, 1, 1, 3])
    #expect(CrossValidation(foldCount: 4, seed: 3).folds(of: labels, groups: nil) == folds)
  }

  // MARK: - Groups

  /// Returns random groups of 1 to `largest` images, mostly of one class.
  private func grouped(largest: Int, seed: UInt64) -> (labels: [UInt8], groups: [Int]) {
    var random = SeededRandom(seed: seed, purpose: .test)
    var pairs: [(label: UInt8, group: Int)] = []
    for group in 0..<80 {
      let label = random.index(below: 5)
      for _ in 0...random.index(below: largest) {
        let isOdd = random.index(below: 10) == 0
        // Negative numbers and gaps between numbers are allowed.
        pairs.append((UInt8(isOdd ? random.index(below: 5) : label), 7 * group - 100))
      }
    }
    let order = random.permutation(pairs.count)
    return (order.map { pairs[$0].label }, order.map { pairs[$0].group })
  }

  @Test(arguments: [1, 2, 5, 30], [2, 4, 5])
  func noGroupIsDividedAndFoldsDifferByTheLargestGroupAtMost(_ largest: Int, _ foldCount: Int) {
    for seed in 0..<10 as Range<UInt64> {
      let (labels, groups) = grouped(largest: largest, seed: seed)
      let folds = CrossValidation(foldCount: foldCount, seed: seed).folds(of: labels, groups: groups)
      let members = Dictionary(grouping: labels.indices) { groups[$0] }
      #expect(members.values.allSatisfy { Set($0.map { folds[$0] }).count == 1 })
      let counts = (0..<foldCount).map { fold in folds.count { $0 == fold } }
      #expect(counts.reduce(0, +) == labels.count)
      let largestCount = members.values.map(\.count).max() ?? 0
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= largestCount)
    }
  }

  @Test func classesAreSpreadOverTheFoldsAsGroupsAllow() {
    // The groups are pairs of images of one class.
    let labels = (0..<200).map { UInt8($0 / 2 % 5) }
    let folds = CrossValidation(foldCount: 4, seed: 1).folds(of: labels, groups: (0..<200).map { $0 / 2 })
    for label in 0..<5 as Range<UInt8> {
      let counts = (0..<4).map { fold in labels.indices.count { labels[$0] == label && folds[$0] == fold } }
      #expect(counts == [10, 10, 10, 10])
    }
  }

  @Test func groupsOfOneImageAreAsEvenAsNoGroups() {
    let folds = CrossValidation(foldCount: 4, seed: 3).folds(of: labels, groups: Array(labels.indices))
    for images in [Array(labels.indices)]
      + Set(labels).map({ label in labels.indices.filter { labels[$0] == label } })
    {
      let counts = (0..<4).map { fold in images.count { folds[$0] == fold } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
  }

  @Test func theSeedDecidesOnTheFoldsOfGroups() {
    let (labels, groups) = grouped(largest: 4, seed: 1)
    let folds = CrossValidation(seed: 1).folds(of: labels, groups: groups)
    #expect(CrossValidation(seed: 1).folds(of: labels, groups: groups) == folds)
    #expect(CrossValidation(seed: 2).folds(of: labels, groups: groups) != folds)
  }

  @Test(arguments: [[1, 1, 1, 1], [1, 2, 1, 2], [1, 2, 3]])
  func fewerGroupsThanFoldsOrImagesAreRefused(_ groups: [Int]) async throws {
    let images = try LabelledImages(
      shape: Shape(features: 1), images: [1, 2, 3, 4], labels: [0, 1, 0, 1], classCount: 2)
    let model = ModelDescription(name: "test", summary: "", layers: [.dense(units: 2)])
    let recipe = TrainingRecipe(epochs: 1, batchSize: 1, optimiser: .adam(), learningRate: 0.01)
    await #expect(throws: TrainingError.self) {
      try await CrossValidation(foldCount: 3).probabilities(of: images, groups: groups, model, recipe)
    }
  }

  // MARK: - Probabilities

  @Test func aModelHasSeenNoImageOfTheGroupThatItJudges() async throws {
    // The label depends only on the group, which the image shows, so that only known groups can be predicted.
    var random = SeededRandom(seed: 2, purpose: .test)
    let groups = (0..<60).map { $0 / 3 }
    let groupLabels = (0..<20).map { _ in UInt8(random.index(below: 2)) }
    let labels = groups.map { groupLabels[$0] }
    let pixels = groups.flatMap { group in (0..<20).map { UInt8($0 == group ? 255 : 0) } }
    let images = try LabelledImages(
      shape: Shape(features: 20), images: pixels, labels: labels, classCount: 2)
    let model = ModelDescription(name: "test", summary: "", layers: [.dense(units: 2)])
    let recipe = TrainingRecipe(epochs: 30, batchSize: 10, optimiser: .adam(), learningRate: 0.05)
    let validation = CrossValidation(foldCount: 4, seed: 1)
    func rightCount(_ groups: [Int]?) async throws -> Int {
      let probabilities = try await validation.probabilities(of: images, groups: groups, model, recipe)
      return try ConfusionMatrix(given: labels, probabilities: probabilities, classCount: 2).correctCount
    }
    #expect(try await rightCount(nil) > 50)
    #expect(try await rightCount(groups) < 45)
  }

  /// The images are bright or dark, and two have the label of the other kind.
  @Test func probabilitiesComeFromModelsThatHaveNotSeenTheImage() async throws {
    var random = SeededRandom(seed: 5, purpose: .test)
    let shape = Shape(rows: 3, columns: 3, channels: 1)
    let truth = (0..<60).map { UInt8($0 % 2) }
    var labels = truth
    for image in [10, 33] { labels[image] = 1 - labels[image] }
    let images = try LabelledImages(
      shape: shape,
      images: truth.flatMap { label in (0..<9).map { _ in UInt8(Int(label) * 150 + random.index(below: 60)) }
      },
      labels: labels, classCount: 2)
    let model = ModelDescription(name: "test", summary: "", layers: [.dense(units: 2)])
    let recipe = TrainingRecipe(epochs: 20, batchSize: 10, optimiser: .adam(), learningRate: 0.05)
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
    let recipe = TrainingRecipe(epochs: 1, batchSize: 1, optimiser: .adam(), learningRate: 0.01)
    await #expect(throws: TrainingError.self) {
      try await CrossValidation(foldCount: 3).probabilities(of: images, model, recipe)
    }
  }
}
