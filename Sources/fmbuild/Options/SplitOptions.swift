internal import ArgumentParser
internal import DatasetFormat

/// The options for the split and the order of the images.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Share of every class that goes to test, such as 0.2 or 20%. (default: one in seven)",
      valueName: "share"))
  var testFraction: Share?

  @Option(
    help: ArgumentHelp(
      "Share of every class that goes to a validation split. (default: 0, no validation split)",
      valueName: "share"))
  var validationFraction: Share?

  @Option(
    help: ArgumentHelp(
      "So many images of each class, such as 6000,1000; three numbers make a validation split.",
      valueName: "train,[validation,]test"))
  var perClass: PerClass?

  @Flag(
    help: "60,000 and 10,000 images of 28x28 in at most ten classes, for loaders that accept nothing else.")
  var exactMnist = false

  @Option(
    help: ArgumentHelp(
      "Decides split and order; the same seed gives the same bytes. (default: 0)", valueName: "number"))
  var seed: UInt64?

  @Flag(
    help: "Sort the images by class instead of shuffling them; tutorials that split off the end then fail.")
  var noShuffle = false

  @Flag(help: "Keep one of several images with equal bytes.")
  var dropDuplicates = false

  struct PerClass: ExpressibleByArgument {
    let counts: [Split: Int]

    init?(argument: String) {
      let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      let splits: [Split] = numbers.count == 3 ? [.train, .validation, .test] : [.train, .test]
      guard numbers.count == splits.count, !numbers.contains(nil) else { return nil }
      counts = Dictionary(uniqueKeysWithValues: zip(splits, numbers.compactMap { $0 }))
      guard SplitRule.isPossible(counts) else { return nil }
    }
  }

  func validate() throws {
    for (name, fraction) in [
      ("--test-fraction", testFraction), ("--validation-fraction", validationFraction),
    ] {
      guard let fraction, !(0...0.9).contains(fraction.value) else { continue }
      throw ValidationError(
        "\(name) takes 0 to 0.9, such as 0.2 or 20% for a fifth; you gave \(fraction.text).")
    }
    let given = [testFraction != nil || validationFraction != nil, perClass != nil, exactMnist].count { $0 }
    guard given <= 1 else {
      throw ValidationError(
        "--per-class, --exact-mnist and the fractions exclude each other; keep one.")
    }
  }

  /// Applies the given options to a recipe.
  ///
  /// - Throws: `ValidationError` if the fractions, given or the recipe's own, leave too little for train.
  func change(_ recipe: inout Recipe) throws {
    if testFraction != nil || validationFraction != nil {
      var (validation, test) = (0.0, SplitRule.standardTestFraction)
      if case .fractions(let ownValidation, let ownTest) = recipe.split.rule {
        (validation, test) = (ownValidation, ownTest)
      }
      (validation, test) = (validationFraction?.value ?? validation, testFraction?.value ?? test)
      guard validation + test <= 0.95 else {
        throw ValidationError("--test-fraction and --validation-fraction leave too little to train with.")
      }
      recipe.split.rule = .fractions(validation: validation, test: test)
    }
    if let perClass { recipe.split.rule = .perClass(perClass.counts) }
    if exactMnist { recipe.split.rule = .exactMNIST }
    if let seed { recipe.split.seed = seed }
    if noShuffle { recipe.split.isShuffled = false }
    if dropDuplicates { recipe.selection.dropsDuplicates = true }
  }
}
