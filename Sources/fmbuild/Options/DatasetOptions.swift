public import ArgumentParser
public import DatasetFormat

/// The options for the folder that `convert` writes.
struct DatasetOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The dataset's folder, which is made.", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace the dataset that is there.")
  var overwrite = false

  @Flag(help: "Do all but write: says what would come out, and what would be rejected.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Put the IDX files where torchvision or keras look for them, or flat into the folder. (default: flat)",
      valueName: "name"))
  var layout: DatasetLayout?

  @Flag(help: "Write the IDX files uncompressed as well; several loaders read only those.")
  var raw = false

  /// The dataset's folder; nil if nothing is to be written.
  var target: String? { dryRun ? nil : out }

  /// Applies the given options to a recipe.
  func change(_ recipe: inout Recipe) {
    if let layout { recipe.layout = layout }
    if raw { recipe.addsRaw = true }
  }
}

extension DatasetLayout: ExpressibleByArgument {}
