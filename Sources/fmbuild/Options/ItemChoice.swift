internal import ArgumentParser
internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// Which items of a dataset to show.
struct ItemChoice: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Items of this class; may be given several times.", valueName: "name|number"))
  var classes: [String] = []

  @Option(help: ArgumentHelp("So many items at random.", valueName: "1…1000"))
  var random: Int?

  @Option(
    help: ArgumentHelp("Items of this split.", valueName: "split")
  )
  var split: Split = .train

  @Option(
    help: ArgumentHelp(
      "Makes --random choose the same items every time; others each time unless given.", valueName: "number"))
  var seed: UInt64?

  /// How many are shown where nobody says how many.
  static let standardCount = 4

  func validate() throws {
    if let random, !(1...1000).contains(random) {
      throw ValidationError("--random takes 1 to 1000 items; you gave \(random).")
    }
    guard seed == nil || random != nil else {
      throw ValidationError("--seed is for --random; say how many with --random N, or leave --seed out.")
    }
  }

  /// - Parameter items: those that the user names, instead of a choice.
  /// - Throws: `DatasetError` if there is no such item, or no class of that name, or it has no items.
  func positions(in dataset: Dataset, named items: [ItemArgument]) throws(DatasetError) -> [ItemPosition] {
    try dataset.checkForItems()
    guard items.isEmpty else {
      let positions = items.map { $0.position(split) }
      for position in positions { _ = try dataset.part(of: position) }
      return positions
    }
    let candidates = dataset.positions(in: split, of: try ClassSelection(classes, in: dataset))
    guard !candidates.isEmpty else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.root): \(split.rawValue) has no such items; look into the other split with --split, or at another class"
      )
    }
    guard let random else { return Array(candidates.prefix(Self.standardCount)) }
    var generator = SeededRandom(seed: seed ?? .random(in: 0 ... .max), purpose: 5)
    return generator.permutation(candidates.count).prefix(random).map { candidates[$0] }
  }
}
