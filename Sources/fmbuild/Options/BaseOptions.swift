internal import ArgumentParser
internal import Conversion

/// The options for an older dataset whose images keep their places.
struct BaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Continue an older dataset by its recipe: its images keep split and index, new ones come behind them.",
      valueName: "dataset"))
  var base: String?

  @Flag(help: "Leave out images of --base whose photos are gone; those behind them move up.")
  var dropVanished = false

  func validate() throws {
    guard base != nil || !dropVanished else {
      throw ValidationError(
        "--drop-vanished is about the images of an older dataset; name it with --base DATASET.")
    }
    guard base != "" else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
  }

  /// Returns the older dataset; nil if none is named.
  func dataset() async throws -> BaseDataset? {
    guard let base else { return nil }
    var dataset = try await BaseDataset.reading(base)
    dataset.dropsVanished = dropVanished
    return dataset
  }
}
