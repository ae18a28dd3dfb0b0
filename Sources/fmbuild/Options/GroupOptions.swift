internal import ArgumentParser
internal import DatasetFormat

/// The option for the groups of photos that have none.
struct GroupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Photos are of one product, and stay in one split, if this part of their file names is the same: '^[A-Z]+[0-9]+', a regular expression.",
      valueName: "pattern"))
  var groupPattern: String?

  /// Applies the option to a recipe.
  func change(_ recipe: inout Recipe) {
    if let groupPattern { recipe.labels.groupPattern = groupPattern }
  }
}
