internal import ArgumentParser
internal import Conversion
internal import DatasetFormat

/// The option for the corrections table.
struct CorrectionOptions: ParsableArguments {
  @Option(
    name: .customLong("corrections"),
    help: ArgumentHelp(
      "Photos to relabel or to drop, as marked in a report: columns source, action, new_class.",
      valueName: "file.csv"))
  var file: String?

  func corrections() throws -> Corrections? {
    try file.map { try Corrections(reading: $0) }
  }

  /// Adds the corrections to the settings of a conversion.
  ///
  /// - Throws: `ValidationError` if the settings' recipe needs a file that the option does not name.
  func complete(_ settings: inout Conversion.Settings) throws {
    settings.corrections = try corrections()
    if settings.corrections == nil, let recorded = settings.recipe.corrections {
      throw ValidationError(
        "The recipe corrects labels by '\(recorded.name)'; name the file with --corrections FILE.")
    }
  }
}
