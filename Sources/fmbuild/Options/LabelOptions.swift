internal import ArgumentParser
internal import Conversion
internal import DatasetFormat

/// The options for the origin of labels, the classes and the corrections.
struct LabelOptions: ParsableArguments {
  @OptionGroup var table: TableOptions

  @OptionGroup var classChoice: ClassOptions

  @OptionGroup var groups: GroupOptions

  @Flag(help: "List linked folders outside the folder of the photos as well.")
  var followLinks = false

  @OptionGroup var correction: CorrectionOptions

  /// Adds labels, classes and corrections to the settings of a conversion.
  ///
  /// - Throws: `ValidationError` if the settings' recipe needs a file that the options do not name.
  func complete(_ settings: inout Conversion.Settings) throws {
    let recipe = settings.recipe
    settings.labels = try table.labelSource(recorded: recipe.labels.columns)
    if case .folders = settings.labels, recipe.labels.origin == .table {
      throw ValidationError(
        "The recipe takes labels from the table '\(recipe.labels.file?.name ?? "?")'; name it with --labels FILE."
      )
    }
    if case .folders = settings.labels, recipe.labels.origin == .records {
      throw ValidationError(
        "The recipe takes labels from records that came with the photos; name a table of them with --labels FILE."
      )
    }
    try correction.complete(&settings)
    if followLinks { settings.recipe.labels.followsLinks = true }
    groups.change(&settings.recipe)
    try classChoice.complete(&settings)
  }
}
