internal import ArgumentParser
internal import DatasetFormat
internal import Training
internal import Workflows

/// The options that select images of a dataset.
struct ImageChoice: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Images of this class; may be given several times.", valueName: "name|number"))
  var classes: [String] = []

  @Option(help: ArgumentHelp("So many images at random.", valueName: "1…1000"))
  var random: Int?

  @Option(
    help: ArgumentHelp("Images of this split.", valueName: "split")
  )
  var split: Split = .train

  @Option(
    help: ArgumentHelp(
      "Makes --random choose the same images every time; others each time unless given.", valueName: "number")
  )
  var seed: UInt64?

  /// The number of images without `--random`.
  static let standardCount = 4

  func validate() throws {
    if let random, !(1...1000).contains(random) {
      throw ValidationError("--random takes 1 to 1000 images; you gave \(random).")
    }
    guard seed == nil || random != nil else {
      throw ValidationError("--seed is for --random; say how many with --random N, or leave --seed out.")
    }
  }

  /// Returns the positions of the selected images.
  ///
  /// - Parameter examples: the images that the user names, instead of a selection.
  /// - Throws: `DatasetError` if there is no such image, class or split, or the selection is empty.
  func positions(in dataset: Dataset, named examples: [ImageArgument]) throws(DatasetError)
    -> [ExamplePosition]
  {
    try dataset.checkForExamples()
    guard examples.isEmpty else {
      let positions = examples.map { $0.position(split) }
      for position in positions { _ = try dataset.part(of: position) }
      return positions
    }
    try dataset.checkExistence(of: split)
    let candidates = dataset.positions(in: split, of: try ClassSelection(classes, in: dataset))
    guard !candidates.isEmpty else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.root): \(split.rawValue) has no such images; look into another split with --split, or at another class"
      )
    }
    guard let random else { return Array(candidates.prefix(Self.standardCount)) }
    var generator = SeededRandom(seed: seed ?? .random(in: 0 ... .max), purpose: .choice)
    return generator.permutation(candidates.count).prefix(random).map { candidates[$0] }
  }
}
