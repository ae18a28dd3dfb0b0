internal import ArgumentParser
internal import DatasetBuilding

/// Which items become test items, and in which order all stand.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Share of every class that goes to t10k; one in seven unless said otherwise.", valueName: "0…0.9"))
  var testFraction: Double?

  @Option(help: ArgumentHelp("So many items of each class, such as 6000,1000.", valueName: "train,t10k"))
  var perClass: PerClass?

  @Flag(
    help: "60,000 and 10,000 items of 28x28 in at most ten classes, for loaders that accept nothing else.")
  var exactMnist = false

  @Option(
    help: ArgumentHelp("Decides split and order; the same seed gives the same bytes.", valueName: "number"))
  var seed: UInt64 = 0

  @Flag(
    help: "Sort the items by class instead of shuffling them; tutorials that split off the end then fail.")
  var noShuffle = false

  @Flag(help: "Keep one of several items with equal bytes.")
  var dropDuplicates = false

  struct PerClass: ExpressibleByArgument {
    let train: Int
    let t10k: Int

    init?(argument: String) {
      let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      // More than there are files on any disk is a slip of the fingers.
      let possible = 0...1_000_000_000
      guard numbers.count == 2, let train = numbers[0], let t10k = numbers[1], possible.contains(train),
        possible.contains(t10k), train + t10k > 0
      else { return nil }
      self.train = train
      self.t10k = t10k
    }
  }

  func validate() throws {
    if let testFraction, !(0...0.9).contains(testFraction) {
      throw ValidationError(
        "--test-fraction takes 0 to 0.9, such as 0.2 for a fifth; you gave \(testFraction).")
    }
    let given = [testFraction != nil, perClass != nil, exactMnist].count { $0 }
    guard given <= 1 else {
      throw ValidationError("--test-fraction, --per-class and --exact-mnist exclude each other; keep one.")
    }
  }

  var planSettings: DatasetPlan.Settings {
    var settings = DatasetPlan.Settings()
    if let testFraction { settings.rule = .fraction(testFraction) }
    if let perClass { settings.rule = .perClass(train: perClass.train, t10k: perClass.t10k) }
    if exactMnist { settings.rule = .exactMNIST }
    settings.seed = seed
    settings.isShuffled = !noShuffle
    settings.dropsDuplicates = dropDuplicates
    return settings
  }
}
